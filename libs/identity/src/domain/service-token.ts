import { createHash, randomBytes } from 'node:crypto';
import { addDays, addMonths, invalidField, type IsoDate } from '@madoguchi/kernel';
import { type Permission, permissionsOf, type Role } from './roles';

const PREFIX = 'mdg_';
const BYTES = 32;
const LONGEST_MONTHS = 12;

/** 256 random bits behind a mark by which scanners of leaked secrets can know it. Shown once. */
export function newToken(): string {
  return PREFIX + randomBytes(BYTES).toString('base64url');
}

/** Tokens are random, so a plain hash keeps them. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The token of `Authorization: Bearer mdg_…`; null for a header of another kind, which is not for us. */
export function tokenIn(authorization: string | undefined): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return token ?? null;
}

/** Decisions and what protects a person are asked of people, each by name: no system takes them. */
const ASKED_OF_PEOPLE: ReadonlySet<string> = new Set<Permission>([
  'referrals.decide',
  'support_plans.approve',
  'handover.write',
  'protection.write',
  'protection.deputies',
  'exceptional.ask',
  'onward.ask',
  'onward.decide',
  'disclosure_requests.write',
  'disclosure_requests.decide',
]);

/** What a token of this role may be given: nothing of an administrator's work, and no decision. */
export function grantable(role: Role): ReadonlySet<string> {
  if (role === 'administrator') return new Set();
  return new Set(Array.from(permissionsOf(role)).filter((one) => !ASKED_OF_PEOPLE.has(one)));
}

/** @throws DomainError on `permissions` for none, for one that the role has not, or for a decision. */
export function checkPermissions(role: Role, permissions: readonly string[]): void {
  const may = grantable(role);
  if (permissions.length === 0) throw invalidField('permissions', 'required', 'できることを一つ以上選んでください。');
  if (permissions.some((one) => !may.has(one))) throw invalidField('permissions', 'beyond_role', '役割にない権限や、人が決めることの権限は付けられません。');
}

/** @returns the first day on which it opens nothing any more. @throws DomainError on `lastDay`. */
export function validUntil(lastDay: IsoDate, today: IsoDate): IsoDate {
  if (lastDay < today) throw invalidField('lastDay', 'past', '有効期限は今日以後の日付にしてください。');
  if (lastDay > addMonths(today, LONGEST_MONTHS)) throw invalidField('lastDay', 'too_long', '有効期限は1年以内にしてください。');
  return addDays(lastDay, 1);
}
