import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS } from '../config/settings';
import type { CommandKey } from '../database/ctx';
import type { ActingRequest } from './actor';
import { ROUTE_RULE, type RouteRule } from './route.decorators';

/** Deny by default: a route without a rule answers nobody, a rule without its permission answers nobody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const rule = this.reflector.get<RouteRule | undefined>(ROUTE_RULE, context.getHandler());
    if (!rule) throw forbidden();
    if (request.service && rule.permission === undefined) throw forbidden();
    if (rule.permission === undefined && !rule.signedInOnly) return true;
    if (!request.signedIn) {
      throw new DomainError('unauthenticated', 'unauthenticated', { message: 'サインインしてください。' });
    }
    if (request.locked && !rule.whileLocked) {
      throw new DomainError('session_locked', 'locked', { message: '離席中のためロックされています。離席中の本人が再開してください。' });
    }
    if (rule.permission === undefined) return true;
    if (request.mustChangePassword) {
      throw new DomainError('password_change_required', 'forbidden', { message: '最初に、自分のパスワードに変えてください。' });
    }
    const actor = request.actor;
    if (!actor || !actor.permissions.has(rule.permission)) throw forbidden();
    request.ctx = {
      assignmentId: actor.assignmentId,
      purpose: rule.purpose,
      requestId: request.requestId,
      clock: this.settings.clock,
      ...(rule.command ? { command: commandOf(request, context) } : {}),
    };
    return true;
  }
}

function forbidden(): DomainError {
  return new DomainError('forbidden', 'forbidden', { message: 'この操作をする権限がありません。' });
}

function commandOf(request: ActingRequest, context: ExecutionContext): CommandKey {
  const key = request.header('idempotency-key') ?? '';
  if (!/^[0-9A-Za-z-]{8,80}$/.test(key)) {
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
