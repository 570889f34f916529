import { randomUUID } from 'node:crypto';
import { addDays, isoDate } from '@madoguchi/kernel';
import { OFFICES } from '../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from './api-session';

/** The steps that many tests begin with, each through the interface that people use. */

export const STANDARD_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001';
export const NARROW_FORM = '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0002';
export const HELLO_WORK: string = OFFICES.helloWork.id;

export interface Person {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
}

export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** The body of an answer that must have succeeded. */
export async function ok<T>(answer: Promise<ApiAnswer>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body as unknown as T;
}

/** Persons of one test must not look like duplicates of each other. */
let registered = 0;

export async function registerPerson(city: ApiSession, familyName = '青木'): Promise<Person> {
  return ok<Person>(
    city.post('/clients', {
      familyName,
      givenName: '太郎',
      familyKana: kana().slice(0, 8),
      givenKana: kana().slice(0, 8),
      birthDate: addDays(isoDate('1950-01-01'), (registered += 1)),
      sex: 'male',
      programme: 'welfare_self_reliance',
      welfareStatus: 'welfare_recipient',
      chiefComplaint: '仕事を探している',
      openedOn: '2026-11-20',
    }),
  );
}

export async function giveConsent(city: ApiSession, person: Person, change: object = {}): Promise<Saved> {
  return ok<Saved>(
    city.post(`/clients/${person.id}/consents`, {
      recipientOfficeId: HELLO_WORK,
      formId: STANDARD_FORM,
      givenOn: '2026-11-20',
      method: 'written',
      ...change,
    }),
  );
}

export const PARTS = [
  { itemGroup: 'basic', body: '42歳、単身' },
  { itemGroup: 'work_history', body: '倉庫内作業 5年' },
];

export function draft(city: ApiSession, person: Person, parts: readonly object[] = PARTS): Promise<ApiAnswer> {
  return city.post(`/clients/${person.id}/referrals`, { caseId: person.caseId, recipientOfficeId: HELLO_WORK, parts });
}

export async function command(session: ApiSession, saved: Saved, verb: string, body: object = {}): Promise<Saved> {
  return ok<Saved>(session.post(`/referrals/${saved.id}/${verb}`, { version: saved.version, ...body }));
}

/** Drafted by one, decided by another, sent. */
export async function sendReferral(writer: ApiSession, decider: ApiSession, person: Person): Promise<Saved> {
  const drafted = await ok<Saved>(draft(writer, person));
  return command(decider, await command(writer, drafted, 'submit'), 'decide');
}

function kana(): string {
  const letters = [...'アイウエオカキクケコサシスセソタ'];
  return [...randomUUID().replaceAll('-', '')].map((digit) => letters[Number.parseInt(digit, 16)]).join('');
}
