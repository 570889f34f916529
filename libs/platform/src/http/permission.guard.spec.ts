import { Reflector } from '@nestjs/core';
import type { ExecutionContext } from '@nestjs/common';
import { DomainError, fixedClock } from '@madoguchi/kernel';
import type { Settings } from '../config/settings';
import type { ActingRequest } from './actor';
import { PermissionGuard } from './permission.guard';
import { Command, Look, Public, SignedIn } from './route.decorators';

class Routes {
  forgotten(): void {
    return;
  }
  @Public()
  open(): void {
    return;
  }
  @SignedIn()
  own(): void {
    return;
  }
  @Look('clients.read')
  look(): void {
    return;
  }
  @Command('clients.edit', 'report')
  change(): void {
    return;
  }
}

const somebody = { proof: { session: 'a-hash' }, assignmentId: '00000000-0000-4000-8000-000000000001' };
const guard = new PermissionGuard(new Reflector(), { clock: fixedClock('2026-11-20T01:00:00Z'), production: true } as unknown as Settings);

function ask(route: keyof Routes, request: object): ActingRequest | string {
  const headers: Readonly<Record<string, string>> = { 'idempotency-key': 'a-key-of-its-own', 'x-purpose': 'report', purpose: 'report' };
  const acting = { id: 'r', params: {}, query: { purpose: 'report' }, body: { purpose: 'report' }, headers, ...request } as unknown as ActingRequest;
  const prototype: Readonly<Record<string, unknown>> = { ...Object.getOwnPropertyDescriptors(Routes.prototype) };
  const handler = (prototype[route] as PropertyDescriptor).value as () => void;
  const context = { switchToHttp: () => ({ getRequest: () => acting }), getHandler: () => handler, getClass: () => Routes } as unknown as ExecutionContext;
  try {
    return guard.canActivate(context) ? acting : 'refused without a word';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

describe('the guard', () => {
  it('answers nobody on a route that names no rule, whoever asks', () => {
    expect(ask('forgotten', {})).toBe('forbidden');
    expect(ask('forgotten', { signedIn: true, ...somebody })).toBe('forbidden');
  });

  it('answers everybody on a public route, and whoever is signed in on their own account, unless locked', () => {
    expect(ask('open', {})).toMatchObject({ id: 'r' });
    expect(ask('own', {})).toBe('unauthenticated');
    expect(ask('own', somebody)).toBe('unauthenticated');
    expect(ask('own', { signedIn: true })).toMatchObject({ signedIn: true });
    expect(ask('own', { signedIn: true, locked: true })).toBe('session_locked');
  });

  it('has the database asked with the permission of the route, under the assignment that was named or none', () => {
    expect(ask('look', {})).toBe('unauthenticated');
    expect(ask('look', somebody)).toMatchObject({
      ctx: { assignmentId: somebody.assignmentId, entry: { state: 'unasked', proof: somebody.proof, permission: 'clients.read', demo: false } },
    });
    expect(ask('look', { proof: somebody.proof })).toMatchObject({ ctx: { assignmentId: '00000000-0000-4000-8000-000000000000' } });
  });

  it('lets a token do what it was given, and nothing of an own account', () => {
    const token = { ...somebody, proof: { token: Buffer.alloc(32) }, only: new Set(['clients.read']) };
    expect(ask('look', token)).toMatchObject({ ctx: { entry: { only: token.only } } });
    expect(ask('change', token)).toBe('forbidden');
    expect(ask('own', token)).toBe('forbidden');
    expect(ask('open', token)).toBe('forbidden');
  });

  it('takes the purpose from the route, never from a header, an address or a body', () => {
    expect(ask('look', somebody)).toMatchObject({ ctx: { purpose: 'support' } });
    expect(ask('change', { ...somebody, query: { purpose: 'support' } })).toMatchObject({ ctx: { purpose: 'report' } });
  });

  it('wants a key with a command', () => {
    expect(ask('change', { ...somebody, headers: {} })).toBe('idempotency_key_missing');
    expect(ask('change', somebody)).toMatchObject({ ctx: { command: { key: 'a-key-of-its-own', route: 'Routes.change' } } });
  });
});
