import { staffId } from '../../apps/cli/src/demo/organisations';
import { HELLO_WORK, JOB, personFacts, STANDARD_FORM } from '../world/facts';
import type { Driver } from './driver';

const TODAY = '2026-11-20';

/** One person from the counter to the placement, with everything the application said about it. */
export interface Walked {
  readonly marker: string;
  readonly personId: string;
  readonly caseId: string;
  readonly consentId: string;
  readonly referralId: string;
  readonly consultationId: string;
  readonly appointmentId: string;
  readonly registrationId: string;
  readonly introductionId: string;
  readonly placementId: string;
  readonly exportId: string;
}

interface Saved {
  readonly id: string;
  readonly version: number;
}

/** The main job of the product as commands, each retried until it is acknowledged. `marker` stands in the texts. */
export async function walk(driver: Driver, index: number): Promise<Walked> {
  const marker = `障害試験${String(index).padStart(4, '0')}`;
  const city = (action: string, path: string, body: object, subject?: string) =>
    driver.command<Saved>({ action, login: 'cw1', path, body, ...(subject === undefined ? {} : { subject }) });
  const navigator = <T = Saved>(action: string, path: string, body: object, subject?: string) =>
    driver.command<T & object>({ action, login: 'navi1', path, body, ...(subject === undefined ? {} : { subject }) });

  const client = await driver.command<{ id: string; caseId: string }>({ action: 'clients.register', login: 'cw1', path: '/clients', body: person(marker, index) });
  const { id: personId, caseId } = client;
  const consent = await city(
    'consents.record',
    `/clients/${personId}/consents`,
    { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: TODAY, method: 'written' },
    personId,
  );
  const referral = await refer(driver, personId, caseId, marker);
  const registration = await navigator(
    'consultations.register-job-seeker',
    `/clients/${personId}/registrations`,
    { caseId, registrationNumber: `35010-${String(index).padStart(8, '0')}`, registeredOn: TODAY, firstEver: 'unknown', wish: 'full_time' },
    personId,
  );
  const consultation = await navigator<Saved & { appointmentId: string }>(
    'consultations.record',
    `/clients/${personId}/consultations`,
    // The next appointment is due at once, so that the sweep has something to remind of.
    { caseId, occurredOn: TODAY, mode: 'counter', attended: true, content: marker, next: { plannedOn: TODAY, place: '職業相談窓口', staffId: staffId('navi1') } },
    personId,
  );
  const introduction = await navigator(
    'consultations.introduce',
    `/clients/${personId}/introductions`,
    { caseId, introducedOn: TODAY, openingNumber: '35010-00012345', employerName: JOB.employerName, occupation: JOB.occupation },
    personId,
  );
  const placement = await navigator('placements.record', `/clients/${personId}/placements`, hiring(caseId, introduction.id), personId);
  await navigator('placements.confirm', `/placements/${placement.id}/confirm`, { version: placement.version, confirmedOn: TODAY }, personId);
  const exported = await navigator('exports.request', '/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: marker });
  return {
    marker,
    personId,
    caseId,
    consentId: consent.id,
    referralId: referral.id,
    consultationId: consultation.id,
    appointmentId: consultation.appointmentId,
    registrationId: registration.id,
    introductionId: introduction.id,
    placementId: placement.id,
    exportId: exported.id,
  };
}

/** Drafted, submitted, decided by the supervisor, taken and accepted by the navigator. */
async function refer(driver: Driver, personId: string, caseId: string, marker: string): Promise<Saved> {
  const parts = [{ itemGroup: 'basic', body: marker }];
  let saved = await driver.command<Saved>({
    action: 'referrals.draft',
    login: 'cw1',
    path: `/clients/${personId}/referrals`,
    body: { caseId, recipientOfficeId: HELLO_WORK, parts },
    subject: personId,
  });
  for (const [login, verb] of [['cw1', 'submit'], ['kakaricho', 'decide'], ['navi1', 'take'], ['navi1', 'accept']] as const) {
    const path = `/referrals/${saved.id}/${verb}`;
    saved = await driver.command<Saved>({ action: `referrals.${verb}`, login, path, body: { version: saved.version }, subject: personId });
  }
  return saved;
}

function person(marker: string, index: number): object {
  return { ...personFacts(index), familyName: marker, givenName: '試', sex: 'unanswered', phone: '083-000-0000', chiefComplaint: marker, openedOn: TODAY };
}

function hiring(caseId: string, introductionId: string): object {
  return {
    caseId,
    introductionId,
    hiredOn: TODAY,
    introducedOn: TODAY,
    ...JOB,
  };
}
