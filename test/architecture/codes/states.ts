import { AGREEMENT_KINDS } from '../../../libs/agreements/src/domain/agreement-kinds';
import { REPORTED_KINDS, REPORTED_PERIODS } from '../../../libs/agreements/src/domain/reported-part';
import { CASE_STATUSES } from '../../../libs/clients/src/domain/records';
import { DIRECTIONS, SUPPORT_CONTINUES } from '../../../libs/consents/src/domain/records';
import { APPOINTMENT_MOVES } from '../../../libs/consultations/src/domain/consultation';
import { RESULT_MOVES } from '../../../libs/consultations/src/domain/job-search';
import { FIRST_EVER } from '../../../libs/consultations/src/domain/records';
import { REQUEST_STATUSES, REQUESTER_KINDS } from '../../../libs/disclosures/src/domain/disclosure-request';
import { ANSWERS, MARKS } from '../../../libs/disclosures/src/domain/review';
import { FILE_TYPES } from '../../../libs/documents/src/domain/file-type';
import { EXPORT_FORMATS, EXPORT_KINDS, EXPORT_STATUSES } from '../../../libs/exports/src/domain/export-file';
import { FOLLOW_UP_STATUSES } from '../../../libs/follow-ups/src/domain/follow-up';
import { COUNTER_KINDS, OFFICE_KINDS, ORGANISATION_KINDS } from '../../../libs/identity/src/domain/office-kind';
import { ROLES } from '../../../libs/identity/src/domain/roles';
import { DATE_BASES, FACTS } from '../../../libs/indicators/src/domain/facts';
import { COUNT_BASES } from '../../../libs/indicators/src/domain/plan-line';
import { DECISIONS, PURPOSES } from '../../../libs/kernel/src/words';
import { PLACEMENT_MOVES } from '../../../libs/placements/src/domain/placement';
import { OUTCOMES } from '../../../libs/placements/src/domain/records';
import { EXCEPTIONAL_BASES } from '../../../libs/protection/src/domain/exceptional-access';
import { PROTECTION_KINDS } from '../../../libs/protection/src/domain/records';
import { REPLIES, SHARING_ENDS } from '../../../libs/referrals/src/domain/referral';
import { REFERRAL_STATUSES } from '../../../libs/referrals/src/domain/referral-status';
import { PLAN_MOVES } from '../../../libs/support-plans/src/domain/support-plan';
import { kindsInSource } from './follow-up-kinds';

type Words = readonly string[];

const OUTCOMES_OF_REQUEST = [...MARKS, 'refuse_existence'];

/** Columns that hold states and answers which rules know one by one: what their CHECK lets through is the domain's list. */
export const STATE_COLUMNS: Readonly<Record<string, Words>> = {
  'agreement.kind': AGREEMENT_KINDS,
  'organisation.kind': ORGANISATION_KINDS,
  'office.kind': OFFICE_KINDS,
  'counter.kind': COUNTER_KINDS,
  'assignment.role': ROLES,
  'support_case.status': CASE_STATUSES,
  'follow_up.status': FOLLOW_UP_STATUSES,
  'consent_form_scope.direction': DIRECTIONS,
  'consent_form_scope.purpose': PURPOSES,
  'consent_scope.direction': DIRECTIONS,
  'consent_scope.purpose': PURPOSES,
  'consent.support_continues': SUPPORT_CONTINUES,
  'access_reason.purpose': PURPOSES,
  'referral.status': REFERRAL_STATUSES,
  'referral_sending.reply': REPLIES,
  'referral_sending.sharing_end': SHARING_ENDS,
  'support_plan.status': PLAN_MOVES.states,
  'appointment.status': APPOINTMENT_MOVES.states,
  'job_seeker_registration.first_ever': FIRST_EVER,
  'job_introduction.result': RESULT_MOVES.states,
  'placement.status': PLACEMENT_MOVES.states,
  'retention_check.outcome': OUTCOMES,
  'protection.kind': PROTECTION_KINDS,
  'protection_release.decision': DECISIONS,
  'exceptional_access.legal_basis': EXCEPTIONAL_BASES,
  'exceptional_answer.decision': DECISIONS,
  'onward_sharing.decision': DECISIONS,
  'disclosure_request.requester_kind': REQUESTER_KINDS,
  'disclosure_request.status': REQUEST_STATUSES,
  'disclosure_request.outcome': OUTCOMES_OF_REQUEST,
  'disclosure_item.mark': MARKS,
  'disclosure_item.answer': ANSWERS,
  'reported_figure.period': REPORTED_PERIODS,
  'reported_figure.kind': REPORTED_KINDS,
  'annual_plan_line.fact': FACTS,
  'annual_plan_line.basis': COUNT_BASES,
  'annual_plan_line.date_basis': [...DATE_BASES.keys()],
  'export_file.kind': EXPORT_KINDS,
  'export_file.format': EXPORT_FORMATS,
  'export_file.status': EXPORT_STATUSES,
  'stored_file.media_type': FILE_TYPES,
};

/** Words that only the database's functions tell apart, kinds of which there is one so far, and an item group (a table of its own). */
export const DATABASE_COLUMNS: ReadonlySet<string> = new Set(['access_reason.kind', 'agreement.kind', 'stored_file.kind', 'exceptional_access.item_groups']);

/** Lists whose labels stand in the table and whose codes are the domain's. */
export const STATE_LISTS: Readonly<Record<string, Words>> = {
  case_status: CASE_STATUSES,
  referral_status: REFERRAL_STATUSES,
  sharing_end: SHARING_ENDS,
  plan_status: PLAN_MOVES.states,
  appointment_status: APPOINTMENT_MOVES.states,
  first_ever: FIRST_EVER,
  introduction_result: RESULT_MOVES.states,
  placement_status: PLACEMENT_MOVES.states,
  retention_outcome: OUTCOMES,
  support_continues: SUPPORT_CONTINUES,
  protection_kind: PROTECTION_KINDS,
  purpose: PURPOSES,
  // Two more are no bases of an exceptional access: what they name is given out on another ground.
  legal_basis: [...EXCEPTIONAL_BASES, 'consent', 'request'],
  requester_kind: REQUESTER_KINDS,
  disclosure_request_status: REQUEST_STATUSES,
  disclosure_outcome: OUTCOMES_OF_REQUEST,
  consultation_answer: ANSWERS,
  follow_up_kind: kindsInSource().map(({ code }) => code),
  fact: FACTS,
  count_basis: COUNT_BASES,
  date_basis: [...DATE_BASES.keys()],
  export_format: EXPORT_FORMATS,
};

/** Lists that other tests hold to the source: actions and fields of the audit record, and what a disclosure can be. */
export const OTHER_LISTS: ReadonlySet<string> = new Set(['audit_action', 'audit_look', 'audit_field', 'disclosure_kind']);
