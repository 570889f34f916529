import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { SignIn, wrongLogin } from '../application/sign-in';

const NAME = 'password';

/** passport-local over the sign-in use case. It is asked after the body was validated, so that an empty field is named. */
@Injectable()
export class PasswordStrategy {
  constructor(signIn: SignIn) {
    passport.use(
      NAME,
      new Strategy({ usernameField: 'login', passwordField: 'password', passReqToCallback: true }, (request, login, password, done) => {
        const { code } = request.body as { readonly code?: string };
        signIn.check(login, password, code, request.ip ?? '-').then(
          (id) => done(null, { id }),
          (error: unknown) => done(error),
        );
      }),
    );
  }

  /** @returns the staff id. @throws DomainError as the sign-in use case does. */
  authenticate(request: Request, response: Response): Promise<string> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, user?: { id: string } | false): void => {
        if (user) resolve(user.id);
        else reject(error instanceof Error ? error : wrongLogin());
      };
      const handler = passport.authenticate(NAME, { session: false }, answer) as (req: Request, res: Response, next: (error?: unknown) => void) => void;
      handler(request, response, answer);
    });
  }
}
