import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Ctx, Purpose } from '../database/ctx';
import type { ActingRequest } from './actor';

export interface RouteRule {
  /** Permission that the actor's role must hold; a public route has none. */
  readonly permission: string | undefined;
  readonly purpose: Purpose;
  /** Commands need an Idempotency-Key; lookups that travel as POST do not. */
  readonly command: boolean;
  /** Everybody who is signed in may, whatever the role: one's own account. */
  readonly signedInOnly?: boolean;
  /** Answered during 離席ロック. */
  readonly whileLocked?: boolean;
}

export const ROUTE_RULE = 'madoguchi:route-rule';

/** A route that only looks: GET, or POST where the question must not stand in the address. */
export function Look(permission: string, purpose: Purpose = 'support'): MethodDecorator {
  return SetMetadata(ROUTE_RULE, { permission, purpose, command: false } satisfies RouteRule);
}

/** A route that changes something: needs an Idempotency-Key. */
export function Command(permission: string, purpose: Purpose = 'support'): MethodDecorator {
  return SetMetadata(ROUTE_RULE, { permission, purpose, command: true } satisfies RouteRule);
}

/** A route about one's own account: for whoever is signed in, under no assignment. */
export function SignedIn(options: { readonly whileLocked?: boolean } = {}): MethodDecorator {
  return SetMetadata(ROUTE_RULE, {
    permission: undefined,
    purpose: 'support',
    command: false,
    signedInOnly: true,
    whileLocked: options.whileLocked ?? false,
  } satisfies RouteRule);
}

/** A route for everybody: sign-in, health. */
export function Public(): MethodDecorator {
  return SetMetadata(ROUTE_RULE, { permission: undefined, purpose: 'support', command: false } satisfies RouteRule);
}

export const RequestCtx = createParamDecorator((_: unknown, context: ExecutionContext): Ctx => {
  const ctx = context.switchToHttp().getRequest<ActingRequest>().ctx;
  if (!ctx) throw new Error('This route has no acting context');
  return ctx;
});
