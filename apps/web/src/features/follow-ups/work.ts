import type { Codes } from '../reference/use-codes';
import type { FollowUp } from './api/follow-ups';

/** Tab of the person's page on which a follow-up is dealt with. */
export function tabOf(kind: string): 'record' | 'plan' | 'referral' | 'job' | 'consent' {
  switch (kind) {
    case 'plan_review':
      return 'plan';
    case 'referral_decide':
    case 'referral_reply':
    case 'referral_correct':
      return 'referral';
    case 'retention_check':
    case 'registration_expiry':
    case 'income_report':
      return 'job';
    case 'consent_expiry':
    case 'consent_paper':
    case 'disposal_confirmation':
    case 'support_without_sharing':
    case 'protection_expiry':
    case 'protection_decision':
    case 'exceptional_notice':
    case 'exceptional_decision':
    case 'disclosure_request':
    case 'onward_decision':
    case 'onward_notice':
      return 'consent';
    default:
      return 'record';
  }
}

/** 「定着確認（1か月）」 */
export function workOf(item: FollowUp, codes: Codes): string {
  const kind = codes.label('follow_up_kind', item.kind);
  return item.kind === 'retention_check' && item.milestone !== ''
    ? `${kind}（${codes.label('retention_milestone', item.milestone)}）`
    : kind;
}
