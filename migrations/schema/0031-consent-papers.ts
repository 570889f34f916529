import { step } from '../ddl';

/** What is due until the scan of a signed paper is there. The kinds of what is passed on stay, where the step before has added them. */
export const ConsentPapers = step(
  31,
  'ConsentPapers',
  `
alter table follow_up drop constraint follow_up_kind_check;
alter table follow_up add constraint follow_up_kind_check check (kind in ('referral_decide', 'referral_reply', 'referral_correct', 'plan_review',
  'appointment', 'retention_check', 'consent_expiry', 'registration_expiry', 'income_report', 'disposal_confirmation', 'support_without_sharing', 'task',
  'protection_expiry', 'protection_decision', 'exceptional_notice', 'exceptional_decision', 'disclosure_request',
  'onward_decision', 'onward_notice', 'consent_paper'));
`,
);
