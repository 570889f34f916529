import { OFFICES } from '../../apps/cli/src/demo/organisations';
import type { ApiSession } from './api-session';
import { command, giveConsent, HELLO_WORK, ok, type Person, registerPerson, type Saved, sendReferral } from './stories';

export const ONWARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0003';
/** A third organisation, to which nothing else is shared. */
export const THIRD: string = OFFICES.contractor.id;

export interface Shared {
  readonly person: Person;
  /** The consent by which the city has Hello Work's records. */
  readonly first: Saved;
}

/** A person of the city whom Hello Work has accepted, and about whom it has written something. */
export async function sharedPerson(cw: ApiSession, boss: ApiSession, navi: ApiSession, familyName: string): Promise<Shared> {
  const person = await registerPerson(cw, familyName);
  const first = await giveConsent(cw, person);
  await command(navi, await sendReferral(cw, boss, person), 'accept');
  await ok(navi.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '安定所での相談' }));
  return { person, first };
}

export async function letPass(cw: ApiSession, person: Person, change: object = {}): Promise<Saved> {
  return giveConsent(cw, person, { recipientOfficeId: THIRD, formId: ONWARD_FORM, ...change });
}

export async function askToPass(cw: ApiSession, person: Person, change: object = {}): Promise<Saved> {
  return ok<Saved>(
    cw.post(`/clients/${person.id}/onward-sharing`, {
      originOfficeId: HELLO_WORK,
      recipientOfficeId: THIRD,
      itemGroups: ['consultation', 'job_search'],
      reason: '家計の相談を続けるため',
      ...change,
    }),
  );
}
