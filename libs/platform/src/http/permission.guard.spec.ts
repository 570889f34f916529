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

const actor = { assignmentId: '00000000-0000-4000-8000-000000000001', permissions: new Set(['clients.read', 'clients.edit']) };
const guard = new PermissionGuard(new Reflector(), { clock: fixedClock('2026-11-20T01:00:00Z') } as unknown as Settings);

function ask(route: keyof Routes, request: object): ActingRequest | string {
  const headers: Readonly<Record<string, string>> = { 'idempotency-key': 'a-key-of-its-own', 'x-purpose': 'report', purpose: 'report' };
  const acting = { requestId: 'r', params: {}, query: { purpose: 'report' }, body: { purpose: 'report' }, header: (name: string) => headers[name], ...request } as unknown as ActingRequest;
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
    expect(ask('forgotten', { signedIn: true, actor })).toBe('forbidden');
  });

  it('answers everybody on a public route, whoever is signed in on their own account, and others by their permission', () => {
    expect(ask('open', {})).toMatchObject({ requestId: 'r' });
    expect(ask('own', {})).toBe('unauthenticated');
    expect(ask('own', { signedIn: true })).toMatchObject({ signedIn: true });
    expect(ask('look', {})).toBe('unauthenticated');
    expect(ask('look', { signedIn: true })).toBe('forbidden');
    expect(ask('look', { signedIn: true, actor: { ...actor, permissions: new Set(['clients.edit']) } })).toBe('forbidden');
    expect(ask('look', { signedIn: true, locked: true, actor })).toBe('session_locked');
  });

  it('takes the purpose from the route, never from a header, an address or a body', () => {
    expect(ask('look', { signedIn: true, actor })).toMatchObject({ ctx: { purpose: 'support' } });
    expect(ask('change', { signedIn: true, actor, query: { purpose: 'support' } })).toMatchObject({ ctx: { purpose: 'report' } });
  });

  it('wants a key with a command', () => {
    expect(ask('change', { signedIn: true, actor, header: () => undefined })).toBe('idempotency_key_missing');
    expect(ask('change', { signedIn: true, actor })).toMatchObject({ ctx: { command: { key: 'a-key-of-its-own', route: 'Routes.change' } } });
  });
});
