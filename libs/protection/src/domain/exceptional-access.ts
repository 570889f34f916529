import { conflict, type Decision, invalidField } from '@madoguchi/kernel';

/**
 * On what one may look without consent (個人情報の保護に関する法律69条): a law (1項), another public body's own duty (2項3号), the
 * person's clear benefit or a special reason (2項4号).
 */
export const EXCEPTIONAL_BASES = ['law', 'public_body', 'clear_benefit'] as const;
export type ExceptionalBasis = (typeof EXCEPTIONAL_BASES)[number];

export type ExceptionalState = 'asked' | 'refused' | 'open' | 'over';

export interface ExceptionalFacts {
  readonly decision: Decision | null;
  readonly validUntilAt: Date | null;
  readonly endedAt: Date | null;
}

export function exceptionalState(facts: ExceptionalFacts, now: Date): ExceptionalState {
  switch (facts.decision) {
    case null:
      return 'asked';
    case 'refused':
      return 'refused';
    case 'approved':
      return facts.endedAt === null && facts.validUntilAt !== null && now < facts.validUntilAt ? 'open' : 'over';
  }
}

/** Without the basic items nobody knows of whom the rest speaks. @throws DomainError `basic_required`. */
export function groupsToAsk(groups: readonly string[]): readonly string[] {
  if (!groups.includes('basic')) throw invalidField('itemGroups', 'basic_required', '基本（氏名など）を含めて選んでください。');
  return [...new Set(groups)];
}

/** @throws DomainError `already_decided`, `second_person` or `not_decider`. */
export function mayDecide(
  asked: ExceptionalFacts & { readonly askedBy: string },
  actor: { readonly staffId: string; readonly supervises: boolean },
): void {
  if (asked.decision !== null) throw conflict('already_decided', 'この申し出はすでに決裁されています。');
  if (asked.askedBy === actor.staffId) throw conflict('second_person', '申し出た本人は決裁できません。別の職員が決裁してください。');
  if (!actor.supervises) throw conflict('not_decider', '決裁できるのは、係長・統括職業指導官です。');
}

/** @throws DomainError `not_in_force`. */
export function mayEnd(asked: ExceptionalFacts, now: Date): void {
  if (exceptionalState(asked, now) !== 'open') throw conflict('not_in_force', 'この閲覧はすでに終わっています。');
}
