import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type AssignmentId, DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS } from '../config/settings';
import type { CommandKey } from '../database/ctx';
import { Entry, refusedEntry } from '../database/entry';
import type { ActingRequest } from './actor';
import { ROUTE_RULE, type RouteRule } from './route.decorators';

/** Nobody's: who names no assignment has none of them. */
const NONE = '00000000-0000-4000-8000-000000000000' as AssignmentId;

/**
 * Deny by default: a route without a rule answers nobody, and a route with a permission answers whom the database lets in
 * with it, in the same message as what is asked first (`gate_enter`).
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const rule = this.reflector.get<RouteRule | undefined>(ROUTE_RULE, context.getHandler());
    if (!rule) throw refusedEntry('forbidden');
    if (rule.permission === undefined) return ownAccount(rule, request);
    if (!request.proof) throw refusedEntry('unauthenticated');
    const entry = new Entry(request.proof, rule.permission, !this.settings.production, request.only);
    const ctx = { assignmentId: request.assignmentId ?? NONE, purpose: rule.purpose, requestId: request.id, clock: this.settings.clock, entry };
    request.ctx = ctx;
    if (request.only?.has(rule.permission) === false) throw refusedEntry('forbidden');
    if (rule.command) request.ctx = { ...ctx, command: commandOf(request, context) };
    return true;
  }
}

function ownAccount(rule: RouteRule, request: ActingRequest): true {
  if (request.only) throw refusedEntry('forbidden');
  if (!rule.signedInOnly) return true;
  if (request.signedIn !== true) throw refusedEntry('unauthenticated');
  if (request.locked === true && rule.whileLocked !== true) throw refusedEntry('session_locked');
  return true;
}

function commandOf(request: ActingRequest, context: ExecutionContext): CommandKey {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[0-9A-Za-z-]{8,80}$/.test(key)) {
    throw new DomainError('idempotency_key_missing', 'invalid', {
      message: '操作の受付番号がありません。画面を読み込み直してください。',
    });
  }
  const route = `${context.getClass().name}.${context.getHandler().name}`;
  const body: unknown = request.body;
  const hash = createHash('sha256').update(JSON.stringify([request.params, Buffer.isBuffer(body) ? null : (body ?? null)]));
  if (Buffer.isBuffer(body)) hash.update(body);
  return { key, route, bodyHash: hash.digest('hex') };
}
