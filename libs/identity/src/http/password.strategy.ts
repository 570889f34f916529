import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { SignIn, wrongLogin } from '../application/sign-in';
import type { SignInDto } from './session.dto';

const NAME = 'password';

/** What the strategy reads of a request: passport knows one framework, and this product has another. */
interface Attempt {
  readonly body: SignInDto;
  readonly ip?: string | undefined;
}

/** passport-local over the sign-in use case. It is asked after the body was validated, so that an empty field is named. */
@Injectable()
export class PasswordStrategy {
  constructor(signIn: SignIn) {
    passport.use(
      NAME,
      new Strategy({ usernameField: 'login', passwordField: 'password', passReqToCallback: true }, (attempt: Attempt, login, password, done) => {
        signIn.check(login, password, attempt.body.code, attempt.ip ?? '-').then(
          (id) => done(null, { id }),
          (error: unknown) => done(error),
        );
      }),
    );
  }

  /** @returns the staff id. @throws DomainError as the sign-in use case does. */
  authenticate(body: SignInDto, ip: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, user?: { id: string } | false): void => {
        if (user) resolve(user.id);
        else reject(error instanceof Error ? error : wrongLogin());
      };
      const handler = passport.authenticate(NAME, { session: false }, answer) as (attempt: Attempt, response: undefined, next: (error?: unknown) => void) => void;
      handler({ body, ip }, undefined, answer);
    });
  }
}
