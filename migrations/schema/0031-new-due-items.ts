import { step } from '../ddl';

/** What is new in the queue: a passing on that waits for its origin, the news of it, and the scan of a signed paper. */
export const NewDueItems = step(
  31,
  'NewDueItems',
  `
alter table follow_up drop constraint follow_up_kind_check;
alter table follow_up add constraint follow_up_kind_check check (kind in ('referral_decide', 'referral_reply', 'referral_correct', 'plan_review',
  'appointment', 'retention_check', 'consent_expiry', 'registration_expiry', 'income_report', 'disposal_confirmation', 'support_without_sharing', 'task',
  'protection_expiry', 'protection_decision', 'exceptional_notice', 'exceptional_decision', 'disclosure_request',
  'onward_decision', 'onward_notice', 'consent_paper'));
`,
);
