import { ACCESS } from './access/masks';
import { KNOWN_CASES } from './access-derivation/known-cases';
import { MASKS } from './access-derivation/masks';
import { REASONS } from './access-derivation/reasons';
import { TOKENS } from './access-derivation/tokens';
import { ANNUAL_PLANS } from './agreements/plans';
import { AUDIT_PATTERNS } from './audit/patterns';
import { AUDIT_RECORD } from './audit/record';
import { REFUSALS } from './audit/refusals';
import { AUDIT_SEARCH } from './audit/search';
import { AUDIT_VALUES } from './audit/values';
import { CLIENTS_FOR_AUDITORS } from './clients/for-auditors';
import { CLIENTS_FOR_THE_GATE } from './clients/for-the-gate';
import { NAMES } from './clients/names';
import { PERSONS } from './clients/persons';
import { CONSENTS } from './consents/consents';
import { DAYS_APART } from './consultations/days-apart';
import { CONSULTATIONS } from './consultations/work';
import { DISCLOSURE_REQUESTS } from './disclosures/requests';
import { DRAFTS } from './documents/drafts';
import { STORED_FILES } from './documents/files';
import { DISCLOSURE_LIST } from './exports/disclosure-list';
import { EXPORT_FILES } from './exports/files';
import { FOLLOW_UPS } from './follow-ups/queue';
import { CREDENTIALS } from './identity/credentials';
import { ENTERING } from './identity/entering';
import { ORGANISATIONS } from './identity/organisations';
import { SERVICE_TOKENS } from './identity/service-tokens';
import { SESSIONS } from './identity/sessions';
import { SLOW_DOWN } from './identity/slow-down';
import { WHO_ACTS } from './identity/who-acts';
import { COUNTING, withCounting } from './indicators/facts';
import { PLAN_LINES } from './indicators/plan-lines';
import { ONWARD_SHARING_FOR_THE_GATE } from './onward-sharing/for-the-gate';
import { PASSING_ON } from './onward-sharing/passing-on';
import { PLACEMENTS } from './placements/placements';
import { MASTER_KEY } from './platform/master-key';
import { MESSAGES } from './platform/messages';
import { TRANSACTION_SETTINGS } from './platform/settings';
import { EXCEPTIONAL_ACCESS } from './protection/exceptional-access';
import { PROTECTION_FOR_THE_GATE } from './protection/for-the-gate';
import { MEASURES } from './protection/measures';
import { WITHHOLDING } from './protection/withholding';
import { REFERENCE } from './reference/lists';
import { REFERRALS_FOR_AUDITORS } from './referrals/for-auditors';
import { REFERRALS_FOR_THE_GATE } from './referrals/for-the-gate';
import { ORIGINS } from './referrals/origins';
import { REFERRALS } from './referrals/requests';
import { WORKERS_APART } from './referrals/workers-apart';
import { SUPPORT_PLANS } from './support-plans/plans';
import type { StandingObject } from './object';

/**
 * Functions, views, policies, triggers and rights, in the order in which they are put in place: the order of the rooms,
 * with who acts before everything that asks it. The last folder unites what the rooms offer to the gate.
 */
export const STANDING: readonly StandingObject[] = withCounting([
  ...TRANSACTION_SETTINGS,
  ...WHO_ACTS,
  ...ORGANISATIONS,
  ...SESSIONS,
  ...SLOW_DOWN,
  ...CREDENTIALS,
  ...SERVICE_TOKENS,
  ...ENTERING,
  ...MESSAGES,
  ...MASTER_KEY,
  ...REFERENCE,
  ...AUDIT_RECORD,
  ...REFUSALS,
  ...AUDIT_SEARCH,
  ...AUDIT_VALUES,
  ...AUDIT_PATTERNS,
  ...ACCESS,
  ...DRAFTS,
  ...STORED_FILES,
  ...ANNUAL_PLANS,
  ...PERSONS,
  ...NAMES,
  ...CLIENTS_FOR_AUDITORS,
  ...CLIENTS_FOR_THE_GATE,
  ...FOLLOW_UPS,
  ...MEASURES,
  ...WITHHOLDING,
  ...PROTECTION_FOR_THE_GATE,
  ...EXCEPTIONAL_ACCESS,
  ...CONSENTS,
  ...DISCLOSURE_REQUESTS,
  ...PASSING_ON,
  ...ONWARD_SHARING_FOR_THE_GATE,
  ...REFERRALS,
  ...WORKERS_APART,
  ...ORIGINS,
  ...REFERRALS_FOR_AUDITORS,
  ...REFERRALS_FOR_THE_GATE,
  ...SUPPORT_PLANS,
  ...CONSULTATIONS,
  ...DAYS_APART,
  ...PLACEMENTS,
  ...COUNTING,
  ...PLAN_LINES,
  ...EXPORT_FILES,
  ...DISCLOSURE_LIST,
  ...REASONS,
  ...MASKS,
  ...TOKENS,
  ...KNOWN_CASES,
]);
