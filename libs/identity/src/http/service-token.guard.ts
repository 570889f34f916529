import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import type { ActingRequest } from '@madoguchi/platform';
import { UseToken } from '../application/use-token';
import { tokenIn } from '../domain/service-token';

/** Stands before the guard of permissions: a request with a token acts as the token's assignment, and as nothing else. */
@Injectable()
export class ServiceTokenGuard implements CanActivate {
  constructor(private readonly tokens: UseToken) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const token = tokenIn(request.header('authorization'));
    if (token === null) return true;
    // Two answers to "who" are none. A page cannot lend a signed-in browser's cookie to a token, nor the other way round.
    if (/(^|; ?)(__Host-)?madoguchi=/.test(request.header('cookie') ?? '')) throw twoIdentities();
    request.actor = await this.tokens.run(token, request.ip ?? '-');
    request.signedIn = true;
    request.service = true;
    return true;
  }
}

function twoIdentities(): DomainError {
  return new DomainError('token_with_cookie', 'unauthenticated', { message: '接続の鍵と画面のログインを、同時に使うことはできません。' });
}
