import { conflict, type Decision, invalidField } from '@madoguchi/kernel';

/** 承諾待ち / 再提供中 / 承諾なし / 終了 */
export type OnwardState = 'asked' | 'shared' | 'refused' | 'over';

export type OnwardDecision = Decision;

export interface OnwardFacts {
  readonly decision: OnwardDecision | null;
  readonly endedAt: Date | null;
  readonly itemGroups: readonly string[];
  readonly approvedGroups: readonly string[] | null;
}

/** Where the acting office has information of a person from, and of which item groups, at this moment. */
export interface Origin {
  readonly officeId: string;
  readonly organisationId: string;
  readonly itemGroups: readonly string[];
}

/** Why the recipient sees an item group, or does not: `awaiting` and `not_approved` wait for the origin's approval. */
export type PassedGroupState = 'open' | 'awaiting' | 'not_approved' | 'closed';

export interface PassedGroup {
  readonly itemGroup: string;
  readonly state: PassedGroupState;
}

export function onwardState(facts: OnwardFacts): OnwardState {
  if (facts.endedAt !== null) return 'over';
  switch (facts.decision) {
    case null:
      return 'asked';
    case 'approved':
      return 'shared';
    case 'refused':
      return 'refused';
  }
}

/** Each group that was asked for. `closed`: approved, but the consent, the first sharing or a measure does not let it through now. */
export function passedGroups(facts: OnwardFacts, visible: readonly string[]): readonly PassedGroup[] {
  const state = onwardState(facts);
  const stateOf = (group: string): PassedGroupState => {
    switch (state) {
      case 'asked':
        return 'awaiting';
      case 'refused':
        return 'not_approved';
      case 'over':
        return 'closed';
      case 'shared':
        if (facts.approvedGroups?.includes(group) !== true) return 'not_approved';
        return visible.includes(group) ? 'open' : 'closed';
    }
  };
  return facts.itemGroups.map((itemGroup) => ({ itemGroup, state: stateOf(itemGroup) }));
}

/**
 * What is passed on was received from that office, the person let it pass to that recipient, and the recipient is a third
 * party: neither of the own organisation nor of the one it came from.
 * @param consented item groups that the person let pass on to the recipient; null where there is no such consent in force.
 * @throws DomainError `own_organisation`, `no_consent`, `unknown_origin`, `back_to_origin`, `not_received`, `not_consented`, `required`.
 */
export function groupsToPass(
  asked: { readonly originOfficeId: string; readonly recipientOrganisationId: string; readonly ownOrganisationId: string; readonly itemGroups: readonly string[] },
  origins: readonly Origin[],
  consented: readonly string[] | null,
): readonly string[] {
  if (asked.recipientOrganisationId === asked.ownOrganisationId) {
    throw invalidField('recipientOfficeId', 'own_organisation', '同じ機関の窓口は、再提供先に選べません。');
  }
  if (consented === null) throw invalidField('recipientOfficeId', 'no_consent', 'この再提供先への再提供の同意が、登録されていません。先に同意を登録してください。');
  const origin = origins.find((one) => one.officeId === asked.originOfficeId);
  if (!origin) throw invalidField('originOfficeId', 'unknown_origin', '今、情報を受け取っている窓口を選択肢から選んでください。');
  if (origin.organisationId === asked.recipientOrganisationId) {
    throw invalidField('recipientOfficeId', 'back_to_origin', '情報の提供元と同じ機関には、再提供できません。');
  }
  const groups = [...new Set(asked.itemGroups)];
  if (groups.length === 0) throw invalidField('itemGroups', 'required', '再提供する項目を選んでください。');
  if (!groups.every((one) => origin.itemGroups.includes(one))) {
    throw invalidField('itemGroups', 'not_received', '提供元から今受け取っている項目だけを選んでください。');
  }
  if (!groups.every((one) => consented.includes(one))) {
    throw invalidField('itemGroups', 'not_consented', '本人が再提供に同意した項目だけを選んでください。');
  }
  return groups;
}

/**
 * The origin may approve all, a part, or nothing.
 * @returns the groups approved; empty when refused.
 * @throws DomainError `already_decided`, `second_person`, `outside_question`, `required`.
 */
export function decideOnward(
  asked: OnwardFacts & { readonly writtenBy: string },
  answer: { readonly decision: OnwardDecision; readonly itemGroups: readonly string[] },
  staffId: string,
): readonly string[] {
  if (onwardState(asked) !== 'asked') throw conflict('already_decided', 'この申し出には、もう回答できません。');
  if (asked.writtenBy === staffId) throw conflict('second_person', '申し出た本人は承諾できません。別の職員が回答してください。');
  if (answer.decision === 'refused') return [];
  const groups = [...new Set(answer.itemGroups)];
  if (groups.length === 0) throw invalidField('itemGroups', 'required', '承諾する項目を選んでください。');
  if (!groups.every((one) => asked.itemGroups.includes(one))) {
    throw invalidField('itemGroups', 'outside_question', '申し出のあった項目から選んでください。');
  }
  return groups;
}

/** @throws DomainError `not_in_force`. */
export function mayEndOnward(facts: OnwardFacts): void {
  const state = onwardState(facts);
  if (state !== 'asked' && state !== 'shared') throw conflict('not_in_force', 'この再提供は、すでに終わっています。');
}
