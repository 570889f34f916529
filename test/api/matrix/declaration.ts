import { DEMO_PASSWORD, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { STANDARD_FORM } from '../../world/facts';

/**
 * Who may use which route, said once and by hand: not read from the code that it judges. The matrix test asks every route
 * as every role in every situation and holds the answers against this.
 */
export const READERS = ['reception', 'caseworker', 'employment_supporter', 'supervisor', 'navigator', 'chief_navigator'] as const;
const WRITERS = ['caseworker', 'employment_supporter', 'supervisor', 'navigator', 'chief_navigator'] as const;
const CITY = ['caseworker', 'employment_supporter', 'supervisor'] as const;
const HELLO_WORK = ['navigator', 'chief_navigator'] as const;
const LEADERS = ['supervisor', 'chief_navigator'] as const;
const EVERYBODY = [...READERS, 'planner', 'administrator', 'auditor'] as const;
const COUNTING = [...READERS, 'planner'] as const;

/** What a route is about; it decides who may reach it besides the role. */
export type Subject =
  /** Nobody in particular. */
  | 'nobody'
  /** A person that the office may see. */
  | 'person'
  /** A referral in which the office takes part. */
  | 'referral'
  /** A referral that the office sent, or received. */
  | 'sent_referral'
  | 'received_referral'
  /** A consent that the office took. */
  | 'own_consent'
  /** A measure of protection that the office keeps. */
  | 'own_protection'
  /** A 開示請求 that the office received. */
  | 'own_request'
  /** A record that Hello Work wrote. */
  | 'hello_work_record'
  /** Something of the acting person alone, which is not there. */
  | 'missing';

/** An office of the demo, as its staff are declared. */
type OfficeKey = 'welfare' | 'selfReliance' | 'helloWork';

/** What a situation of a person means, whatever the route: who may see the person, and what there is of it. */
export interface SituationDeclaration {
  /** Offices whose staff may see something of the person, if their role may see persons at all. */
  readonly opens: readonly OfficeKey[];
  /** The welfare office has sent a request about the person to Hello Work: both take part in it, whatever the consent. */
  readonly referral: boolean;
  /** Who has taken a consent. */
  readonly consentOf: OfficeKey | undefined;
  /** Who keeps a measure of protection; what it withholds stands in a test of its own (protected-outlets). */
  readonly protectionOf: OfficeKey | undefined;
  /** Who answers a 開示請求. */
  readonly requestOf: OfficeKey | undefined;
  /** Hello Work has written about the person and may still see it. */
  readonly helloWorkWrote: boolean;
}

/**
 * A new situation is one entry here and one in the matrix test, which says how the product comes to it; the compiler asks
 * for the second. Every route is then asked in it as every role.
 */
export const SITUATIONS = {
  own: { opens: ['welfare'], referral: false, consentOf: undefined, protectionOf: undefined, requestOf: undefined, helloWorkWrote: false },
  shared: { opens: ['welfare', 'helloWork'], referral: true, consentOf: 'welfare', protectionOf: undefined, requestOf: undefined, helloWorkWrote: true },
  withdrawn_written: { opens: ['welfare', 'helloWork'], referral: true, consentOf: 'welfare', protectionOf: undefined, requestOf: undefined, helloWorkWrote: true },
  withdrawn_unwritten: { opens: ['welfare'], referral: true, consentOf: 'welfare', protectionOf: undefined, requestOf: undefined, helloWorkWrote: false },
  expired: { opens: ['welfare'], referral: true, consentOf: 'welfare', protectionOf: undefined, requestOf: undefined, helloWorkWrote: false },
  protected: { opens: ['welfare', 'helloWork'], referral: true, consentOf: 'welfare', protectionOf: 'welfare', requestOf: 'welfare', helloWorkWrote: true },
  other_office: { opens: ['selfReliance'], referral: false, consentOf: 'selfReliance', protectionOf: undefined, requestOf: undefined, helloWorkWrote: false },
} as const satisfies Readonly<Record<string, SituationDeclaration>>;
export type Situation = keyof typeof SITUATIONS;

export interface RouteDeclaration {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `own`: whoever is signed in, for the own account. */
  readonly roles: readonly string[] | 'public' | 'own';
  readonly subject: Subject;
  /** Which id of the situation stands in the path. */
  readonly id?: 'person' | 'referral' | 'consent' | 'plan' | 'appointment' | 'introduction' | 'placement' | 'check' | 'protection' | 'release' | 'request' | 'item' | 'missing' | 'annualPlan';
  /** A body that is sound in itself, so that the answer speaks of the subject; some need the case of the person. */
  readonly body?: object | ((caseId: string) => object);
}

/** Why a route opens records: figures and files serve 実績把握, everything else the support of a person. */
export function purposeOf({ path }: Pick<RouteDeclaration, 'path'>): 'support' | 'report' {
  return /^\/(annual-plans|exports)(\/|$)/.test(path) ? 'report' : 'support';
}

/** A version that no record has: a command that is let through stops there and changes nothing. */
const version = 999_999;
const day = '2026-11-20';
const part = { itemGroup: 'basic', body: '表の検査' };
const route = (
  method: RouteDeclaration['method'],
  path: string,
  roles: RouteDeclaration['roles'],
  subject: Subject,
  rest: Pick<RouteDeclaration, 'id' | 'body'> = {},
): RouteDeclaration => ({ method, path, roles, subject, ...rest });

export const ROUTES: readonly RouteDeclaration[] = [
  route('GET', '/health/live', 'public', 'nobody'),
  route('GET', '/health/ready', 'public', 'nobody'),
  route('POST', '/session', 'public', 'nobody'),
  route('GET', '/session', 'public', 'nobody'),
  route('DELETE', '/session', 'public', 'nobody'),
  route('GET', '/session/provider', 'public', 'nobody'),
  route('POST', '/session/provider/begin', 'public', 'nobody'),
  route('POST', '/session/provider', 'public', 'nobody'),
  route('POST', '/session/lock', 'own', 'nobody'),
  route('POST', '/session/unlock', 'own', 'nobody'),
  route('GET', '/session/list', 'own', 'nobody'),
  route('POST', '/session/list/{id}/end', 'own', 'missing', { id: 'missing', body: { password: DEMO_PASSWORD } }),
  route('POST', '/session/password', 'own', 'nobody'),
  route('POST', '/session/second-factor', 'own', 'nobody'),
  route('POST', '/session/second-factor/confirm', 'own', 'nobody'),
  route('POST', '/session/second-factor/remove', 'own', 'nobody'),
  route('GET', '/reference', EVERYBODY, 'nobody'),
  route('GET', '/offices', EVERYBODY, 'nobody'),
  route('GET', '/today', EVERYBODY, 'nobody'),
  route('POST', '/today/reminders/{id}/seen', EVERYBODY, 'missing', { id: 'missing', body: {} }),
  route('GET', '/audit/staff', ['auditor'], 'nobody'),
  route('GET', '/health/status', ['auditor'], 'nobody'),
  route('POST', '/audit/search', ['auditor'], 'nobody', { body: { from: day, until: day } }),
  route('POST', '/audit/patterns', ['auditor'], 'nobody', { body: { from: day, until: day } }),
  route('GET', '/audit/events/{id}', ['auditor'], 'missing', { id: 'missing' }),

  route('GET', '/accounts', ['administrator'], 'nobody'),
  route('POST', '/accounts', ['administrator'], 'nobody', { body: { login: 'matrix', name: '検査', service: false, officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2020-04-01' } }),
  route('POST', '/accounts/{id}/password', ['administrator'], 'missing', { id: 'missing', body: {} }),
  route('POST', '/accounts/{id}/disable', ['administrator'], 'missing', { id: 'missing', body: {} }),
  route('POST', '/accounts/{id}/enable', ['administrator'], 'missing', { id: 'missing', body: {} }),
  route('PUT', '/accounts/{id}/provider', ['administrator'], 'missing', { id: 'missing', body: { subject: 'matrix' } }),
  route('POST', '/accounts/{id}/assignments', ['administrator'], 'missing', { id: 'missing', body: { officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2027-04-01' } }),
  route('POST', '/assignments/{id}/end', ['administrator'], 'missing', { id: 'missing', body: { lastDay: '2027-03-31' } }),
  route('POST', '/assignments/{id}/cancel', ['administrator'], 'missing', { id: 'missing', body: {} }),
  route('POST', '/transfers', ['administrator'], 'nobody', { body: { day: '2020-04-01', moves: [{ assignmentId: OFFICES.welfare.id, officeId: OFFICES.welfare.id, role: 'caseworker' }] } }),
  route('GET', '/tokens', ['administrator'], 'nobody'),
  route('POST', '/tokens', ['administrator'], 'nobody', { body: { assignmentId: OFFICES.welfare.id, name: '検査', permissions: ['clients.read'], lastDay: '2027-03-31' } }),
  route('POST', '/tokens/{id}/revoke', ['administrator'], 'missing', { id: 'missing', body: {} }),
  route('GET', '/handovers', LEADERS, 'nobody'),
  route('GET', '/handovers/{id}', LEADERS, 'missing', { id: 'missing' }),
  route('POST', '/handovers/{id}', LEADERS, 'missing', { id: 'missing', body: { successorId: staffId('cw2'), items: [{ kind: 'case', ids: [OFFICES.welfare.id] }] } }),

  route('GET', '/drafts', READERS, 'nobody'),
  route('GET', '/drafts/{kind}/{subject}', READERS, 'missing'),
  route('PUT', '/drafts/{kind}/{subject}', READERS, 'nobody', { body: { body: {} } }),
  route('DELETE', '/drafts/{kind}/{subject}', READERS, 'nobody'),

  route('POST', '/clients/search', READERS, 'nobody', { body: { text: 'ケンサ' } }),
  route('POST', '/clients/duplicates', ['reception', ...CITY], 'nobody', { body: { familyKana: 'ケンサ', birthDate: '1990-01-01' } }),
  route('POST', '/clients', ['reception', ...CITY], 'nobody', { body: { familyName: '', familyKana: '' } }),
  route('GET', '/clients/{id}', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/presence', READERS, 'person', { id: 'person', body: {} }),
  route('PUT', '/clients/{id}/contact', WRITERS, 'person', { id: 'person', body: { version, phone: '083-000-0000' } }),
  route('PUT', '/clients/{id}/health', WRITERS, 'person', { id: 'person', body: { version, conditionNote: '', obstacleNote: '' } }),
  route('PUT', '/clients/{id}/work-history', WRITERS, 'person', { id: 'person', body: { version, historyNote: '' } }),
  route('POST', '/clients/{id}/welfare-status', WRITERS, 'person', { id: 'person', body: { status: 'welfare_ended', validFrom: '2030-01-01' } }),
  route('POST', '/clients/{id}/case/close', WRITERS, 'missing', { id: 'missing', body: { version, caseId: '00000000-0000-4000-8000-000000000000', closedOn: day, reason: 'retained' } }),
  route('POST', '/clients/{id}/case/reopen', WRITERS, 'missing', { id: 'missing', body: { version, caseId: '00000000-0000-4000-8000-000000000000' } }),

  route('GET', '/follow-ups', READERS, 'nobody'),
  route('POST', '/follow-ups/{id}/reassign', LEADERS, 'missing', { id: 'missing', body: { version, staffId: staffId('cw1') } }),
  route('POST', '/follow-ups/{id}/postpone', WRITERS, 'missing', { id: 'missing', body: { version, dueOn: '2027-01-01' } }),
  route('POST', '/follow-ups/{id}/done', WRITERS, 'missing', { id: 'missing', body: { version } }),

  route('GET', '/consents/forms', READERS, 'nobody'),
  route('GET', '/clients/{id}/consents', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/consents', CITY, 'person', { id: 'person', body: { recipientOfficeId: OFFICES.helloWork.id, formId: STANDARD_FORM, givenOn: '2030-01-01', method: 'written' } }),
  route('GET', '/consents/{id}/withdrawal-rehearsal', CITY, 'own_consent', { id: 'consent' }),
  route('GET', '/consents/{id}/paper', CITY, 'missing', { id: 'missing' }),
  route('PUT', '/consents/{id}/paper', CITY, 'missing', { id: 'missing' }),
  route('POST', '/consents/{id}/renew', CITY, 'own_consent', { id: 'consent', body: { version, formId: STANDARD_FORM, givenOn: day, method: 'written' } }),
  route('POST', '/consents/{id}/narrow', CITY, 'own_consent', { id: 'consent', body: { version, narrowedOn: day, groups: [{ direction: 'to_recipient', itemGroup: 'health' }] } }),
  route('POST', '/consents/{id}/withdraw', CITY, 'own_consent', { id: 'consent', body: { version, withdrawnOn: day, supportContinues: 'yes' } }),

  route('GET', '/clients/{id}/protection', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/protection', WRITERS, 'person', { id: 'person', body: { kind: 'official', startedOn: '2030-01-01', expiresOn: '2031-01-01' } }),
  route('POST', '/protection/{id}/renew', WRITERS, 'own_protection', { id: 'protection', body: { version, renewedOn: day, expiresOn: '2030-01-01' } }),
  route('POST', '/protection/{id}/ask-end', WRITERS, 'own_protection', { id: 'protection', body: { version, reason: '理由', answeredOn: '2026-11-20', answeredBy: '山口市 市民課' } }),
  route('POST', '/protection/{id}/confirm-end', WRITERS, 'own_protection', { id: 'protection', body: { version } }),
  route('POST', '/protection/{id}/ask-prolonging', WRITERS, 'own_protection', { id: 'protection', body: { version, reason: '理由' } }),
  route('POST', '/protection/{id}/confirm-prolonging', WRITERS, 'own_protection', { id: 'protection', body: { version } }),
  route('POST', '/protection/{id}/adversaries', WRITERS, 'own_protection', { id: 'protection', body: { name: '相手', relation: 'spouse', number: 'R99-99999' } }),
  route('POST', '/clients/{id}/protection-releases', WRITERS, 'person', { id: 'person', body: { recipientOfficeId: OFFICES.bureau.id, itemGroups: ['contact'], reason: '理由', lastsDays: 1 } }),
  route('POST', '/protection-releases/{id}/decide', WRITERS, 'own_protection', { id: 'release', body: { version, decision: 'refused' } }),
  route('POST', '/protection-releases/{id}/revoke', WRITERS, 'own_protection', { id: 'release', body: { version } }),
  route('GET', '/protection-deputies', LEADERS, 'nobody'),
  route('POST', '/protection-deputies', LEADERS, 'nobody', { body: { staffId: staffId('kanri'), validFrom: day, lastDay: day } }),

  route('GET', '/clients/{id}/disclosures', READERS, 'person', { id: 'person' }),
  route('GET', '/exceptional-access', WRITERS, 'nobody'),
  route('POST', '/exceptional-access', WRITERS, 'nobody', { body: { number: 'R99-99999', birthDate: '1990-01-01', itemGroups: ['basic'], legalBasis: 'law', reason: '理由', hours: 1 } }),
  route('POST', '/exceptional-access/{id}/decide', WRITERS, 'missing', { id: 'missing', body: { version, decision: 'refused' } }),
  route('POST', '/exceptional-access/{id}/end', WRITERS, 'missing', { id: 'missing', body: { version } }),

  route('GET', '/clients/{id}/onward-sharing', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/onward-sharing', CITY, 'person', { id: 'person', body: { originOfficeId: OFFICES.helloWork.id, recipientOfficeId: OFFICES.bureau.id, itemGroups: ['consultation'], reason: '検査' } }),
  route('POST', '/onward-sharing/{id}/decide', LEADERS, 'missing', { id: 'missing', body: { version, decision: 'refused', itemGroups: [] } }),
  route('POST', '/onward-sharing/{id}/revoke', LEADERS, 'missing', { id: 'missing', body: { version } }),
  route('POST', '/onward-sharing/{id}/end', CITY, 'missing', { id: 'missing', body: { version } }),

  route('GET', '/clients/{id}/disclosure-requests', WRITERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/disclosure-requests', WRITERS, 'person', { id: 'person', body: { requestedOn: '2030-01-01', requesterKind: 'self', requesterName: '検査', identityCheck: 'photo_id', askedFor: '検査' } }),
  route('GET', '/disclosure-requests/{id}', WRITERS, 'own_request', { id: 'request' }),
  route('GET', '/disclosure-requests/{id}/pack', WRITERS, 'own_request', { id: 'request' }),
  route('POST', '/disclosure-requests/{id}/ask-correction', WRITERS, 'own_request', { id: 'request', body: { version, askedOn: day, note: '検査' } }),
  route('POST', '/disclosure-requests/{id}/end-correction', WRITERS, 'own_request', { id: 'request', body: { version, correctedOn: day } }),
  route('POST', '/disclosure-requests/{id}/extend', WRITERS, 'own_request', { id: 'request', body: { version, days: 1, reason: '検査', noticedOn: day } }),
  route('POST', '/disclosure-requests/{id}/begin-review', WRITERS, 'own_request', { id: 'request', body: { version } }),
  route('POST', '/disclosure-requests/{id}/decide', LEADERS, 'own_request', { id: 'request', body: { version, refuseExistence: false } }),
  route('POST', '/disclosure-requests/{id}/deliver', WRITERS, 'own_request', { id: 'request', body: { version, deliveredOn: day } }),
  route('POST', '/disclosure-requests/{id}/withdraw', WRITERS, 'own_request', { id: 'request', body: { version, withdrawnOn: day } }),
  route('POST', '/disclosure-items/{id}/mark', WRITERS, 'own_request', { id: 'item', body: { version, mark: 'disclose' } }),
  route('POST', '/disclosure-items/{id}/consult', WRITERS, 'own_request', { id: 'item', body: { version, consultedOn: day } }),

  route('GET', '/referrals', WRITERS, 'nobody'),
  route('GET', '/clients/{id}/referrals', WRITERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/referrals', CITY, 'person', { id: 'person', body: (caseId) => ({ caseId, recipientOfficeId: OFFICES.helloWork.id, parts: [part] }) }),
  route('GET', '/referrals/{id}', WRITERS, 'referral', { id: 'referral' }),
  route('PUT', '/referrals/{id}/parts', CITY, 'sent_referral', { id: 'referral', body: { version, parts: [part] } }),
  route('POST', '/referrals/{id}/submit', CITY, 'sent_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/decide', ['supervisor'], 'sent_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/send-back', ['supervisor'], 'sent_referral', { id: 'referral', body: { version, reason: '理由' } }),
  route('POST', '/referrals/{id}/recall', CITY, 'sent_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/revise', CITY, 'sent_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/take', HELLO_WORK, 'received_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/assign', ['chief_navigator'], 'received_referral', { id: 'referral', body: { version, staffId: staffId('navi2') } }),
  route('POST', '/referrals/{id}/accept', HELLO_WORK, 'received_referral', { id: 'referral', body: { version } }),
  route('POST', '/referrals/{id}/return', HELLO_WORK, 'received_referral', { id: 'referral', body: { version, reason: 'packet_incomplete' } }),
  route('POST', '/referrals/{id}/decline', HELLO_WORK, 'received_referral', { id: 'referral', body: { version, declinedBy: 'client' } }),
  route('POST', '/referrals/{id}/close', HELLO_WORK, 'received_referral', { id: 'referral', body: { version } }),

  route('GET', '/clients/{id}/support-plans', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/support-plans', WRITERS, 'person', { id: 'person', body: { longTermGoal: '目標', periodFrom: '2026-11-20', periodUntil: '2026-12-20', reviewOn: '2026-12-01', goals: [], menus: [], members: [] } }),
  route('POST', '/support-plans/{id}/agree', WRITERS, 'hello_work_record', { id: 'plan', body: { version, agreedOn: day } }),
  route('POST', '/support-plans/{id}/approve', LEADERS, 'hello_work_record', { id: 'plan', body: { version, approvedOn: day } }),
  route('POST', '/support-plans/{id}/evaluate', WRITERS, 'hello_work_record', { id: 'plan', body: { version } }),

  route('GET', '/clients/{id}/consultations', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/consultations', WRITERS, 'person', { id: 'person', body: { occurredOn: day, mode: 'counter', attended: true, content: '内容' } }),
  route('POST', '/appointments/{id}/outcome', WRITERS, 'hello_work_record', { id: 'appointment', body: { version, status: 'kept' } }),
  route('GET', '/clients/{id}/job-search', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/registrations', HELLO_WORK, 'person', { id: 'person', body: { registrationNumber: '35010-99999999', registeredOn: day, firstEver: 'no', wish: 'full_time' } }),
  route('POST', '/clients/{id}/introductions', HELLO_WORK, 'person', { id: 'person', body: { introducedOn: day, openingNumber: '35010-00000001', employerName: '社', occupation: '職' } }),
  route('POST', '/introductions/{id}/result', HELLO_WORK, 'hello_work_record', { id: 'introduction', body: { version, result: 'rejected', resultOn: day } }),

  route('GET', '/clients/{id}/placements', READERS, 'person', { id: 'person' }),
  route('POST', '/clients/{id}/placements', WRITERS, 'person', { id: 'person', body: { hiredOn: day, route: 'own_office', term: 'regular', hours: 'part_time', permanentEmployee: false, dispatched: false, introducedOn: day, employerName: '社', occupation: '職' } }),
  route('POST', '/placements/{id}/confirm', HELLO_WORK, 'hello_work_record', { id: 'placement', body: { version, confirmedOn: day } }),
  route('POST', '/placements/{id}/cancel', WRITERS, 'hello_work_record', { id: 'placement', body: { version, reason: 'not_started' } }),
  route('POST', '/retention-checks/{id}/record', WRITERS, 'missing', { id: 'missing', body: { version, attemptedOn: day, reached: true, askedWhom: 'client', outcome: 'employed' } }),

  route('GET', '/annual-plans', COUNTING, 'nobody'),
  route('GET', '/annual-plans/{id}', COUNTING, 'nobody', { id: 'annualPlan' }),
  route('POST', '/annual-plans/{id}/copy', ['planner'], 'nobody', { id: 'annualPlan', body: {} }),
  route('POST', '/annual-plans', ['planner'], 'nobody', { body: { kind: 'employment_measures', plan: {} } }),
  route('PUT', '/annual-plans/{id}/plan', ['planner'], 'nobody', { id: 'annualPlan', body: { version, plan: {} } }),
  route('POST', '/annual-plans/{id}/adopt', ['planner'], 'nobody', { id: 'annualPlan', body: { version, decidedOn: '2026-04-01', decidedBy: '運営協議会' } }),
  route('POST', '/annual-plans/{id}/revise', ['planner'], 'nobody', { id: 'annualPlan', body: {} }),
  route('POST', '/annual-plans/{id}/discard', ['planner'], 'nobody', { id: 'annualPlan', body: { version } }),
  route('PUT', '/annual-plans/{id}/lines/{lineKey}/{part}', ['planner'], 'nobody', { id: 'annualPlan', body: { fact: 'placement', basis: 'events', dateBasis: 'hired_on', routes: [] } }),
  route('GET', '/annual-plans/{id}/reported/{lineKey}/{part}', COUNTING, 'nobody', { id: 'annualPlan' }),
  route('POST', '/annual-plans/{id}/reported', ['planner'], 'nobody', { id: 'annualPlan', body: { lineKey: '9-9', part: 0, month: '2026-04', amount: 1, evidence: '根拠' } }),
  route('GET', '/annual-plans/{id}/figures', COUNTING, 'nobody', { id: 'annualPlan' }),
  route('GET', '/annual-plans/{id}/figures/{lineKey}/{part}/records', COUNTING, 'nobody', { id: 'annualPlan' }),
  route('GET', '/exports/annual-plans/{id}', COUNTING, 'nobody', { id: 'annualPlan' }),
  route('GET', '/exports', WRITERS, 'nobody'),
  route('POST', '/exports', WRITERS, 'nobody', { body: { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '検査' } }),
  route('GET', '/exports/{id}', WRITERS, 'missing', { id: 'missing' }),
  route('GET', '/exports/{id}/file', WRITERS, 'missing', { id: 'missing' }),
];
