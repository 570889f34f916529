import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type AssignmentId, DomainError, isUuid } from '@madoguchi/kernel';
import { type ActingRequest, ROUTE_RULE, type RouteRule } from '@madoguchi/platform';
import { type Session, sessionHash, Sessions } from '../application/sessions';
import { UseToken } from '../application/use-token';
import { tokenHash, tokenIn } from '../domain/service-token';
import { SessionCookie } from './session-cookie';

/** A request about one's own account has its session looked up before the route. */
export interface AccountRequest extends ActingRequest {
  session?: Session | undefined;
}

/**
 * Stands before the guard of permissions and says what a request proves itself with: a token, which acts as its own
 * assignment and as nothing else, or the cookie of a session, under the assignment that the request names.
 */
@Injectable()
export class ProofGuard implements CanActivate {
  constructor(
    private readonly tokens: UseToken,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccountRequest>();
    const token = tokenIn(request.headers.authorization);
    if (token === null) await this.proveBySession(request, this.reflector.get<RouteRule | undefined>(ROUTE_RULE, context.getHandler()));
    else await this.proveByToken(request, token);
    return true;
  }

  private async proveBySession(request: AccountRequest, rule: RouteRule | undefined): Promise<void> {
    const sid = this.cookie.read(request);
    if (sid === undefined) return;
    request.proof = { session: sessionHash(sid) };
    const named = request.headers['x-assignment'];
    if (typeof named === 'string' && isUuid(named)) request.assignmentId = named as AssignmentId;
    if (rule?.signedInOnly !== true) return;
    request.session = await this.sessions.find(sid);
    request.signedIn = request.session?.staff !== undefined;
    request.locked = request.session?.locked === true;
  }

  private async proveByToken(request: AccountRequest, token: string): Promise<void> {
    // Two answers to "who" are none. A page cannot lend a signed-in browser's cookie to a token, nor the other way round.
    if (this.cookie.isIn(request)) throw twoIdentities();
    const { assignmentId, may } = await this.tokens.run(token, request.ip);
    request.proof = { token: tokenHash(token) };
    request.assignmentId = assignmentId;
    request.only = may;
  }
}

function twoIdentities(): DomainError {
  return new DomainError('token_with_cookie', 'unauthenticated', { message: '接続の鍵と画面のログインを、同時に使うことはできません。' });
}
