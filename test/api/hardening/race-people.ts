import { isoDate } from '@madoguchi/kernel';
import type { ApiSession } from '../../support/api-session';
import type { TestApp } from '../../support/app';
import { CASEWORKER } from '../../world/facts';
import { expectOk } from '../../world/over-http';
import { formOfEverything } from '../../world/own-form';
import type { Person } from '../../world/world';

/** Everything that an office wrote carries the person's mark after the office's own letter. */
export interface MarkedPerson extends Person {
  readonly mark: string;
  readonly kana: string;
}

/** A person of both offices. */
export interface SharedPerson extends MarkedPerson {
  readonly consentId: string;
  readonly referralId: string;
  readonly requestVersion: number;
}

/** Persons are shared by so many hands at a time. */
const HANDS = 6;

/** What the city wrote begins with 市, what Hello Work wrote with 職; four letters say of whom. */
export const WRITTEN_BY_CITY = /市([A-P]{4})/g;
export const WRITTEN_BY_HELLO_WORK = /職([A-P]{4})/g;
/** The reading of a name, which the city wrote. */
export const READINGS = /シルシ([アイウエオカキクケコサシスセソタ]{4})/g;
const LETTERS = 'ABCDEFGHIJKLMNOP';
const KANA = 'アイウエオカキクケコサシスセソタ';

export function markOfReading(reading: string): string {
  return [...reading].map((one) => LETTERS.charAt(KANA.indexOf(one))).join('');
}

let made = 0;

function nextMark(): { readonly mark: string; readonly reading: string } {
  const digits = [12, 8, 4, 0].map((bits) => (made >> bits) & 15);
  made += 1;
  return { mark: digits.map((one) => LETTERS.charAt(one)).join(''), reading: digits.map((one) => KANA.charAt(one)).join('') };
}

/** Registers one person, with the city's own facts. */
export async function registerMarked(t: TestApp, city: ApiSession): Promise<MarkedPerson> {
  const { mark, reading } = nextMark();
  const written = `市${mark}`;
  const person = await t.world.person({
    familyName: written, givenName: '葵', familyKana: `シルシ${reading}`, givenKana: 'アオイ', birthDate: isoDate('1988-06-15'), sex: 'unanswered',
    address: `山口市${written}町1`, chiefComplaint: `${written}の相談`,
  });
  expectOk(await city.put(`/clients/${person.id}/health`, { version: 0, conditionNote: `${written}の健康` }));
  await t.world.consultation(person, { by: CASEWORKER, content: `${written}と話した` });
  return { ...person, mark, kana: `シルシ${reading}` };
}

/** Consents, and accepted 支援要請 with their packets, of many persons, some at a time. */
export async function shareAll(t: TestApp, people: readonly MarkedPerson[]): Promise<readonly SharedPerson[]> {
  const formId = await formOfEverything(t.owner);
  return Promise.all(
    Array.from({ length: HANDS }, async (_, hand) => {
      const shared: SharedPerson[] = [];
      for (const person of people.filter((__, n) => n % HANDS === hand)) {
        const consent = await t.world.consent(person, { formId });
        const request = await t.world.acceptedRequest(person, { parts: [{ itemGroup: 'work_history', body: `市${person.mark}は倉庫で働いた` }] });
        shared.push({ ...person, consentId: consent.id, referralId: request.id, requestVersion: request.version });
      }
      return shared;
    }),
  ).then((hands) => hands.flat());
}

/** What Hello Work writes of a person: a consultation and a placement that counts. */
export async function helloWorkWrites(t: TestApp, person: Person & { readonly mark: string }): Promise<void> {
  const written = `職${person.mark}`;
  await t.world.consultation(person, { content: `${written}へ応募する` });
  await t.world.confirmedPlacement(person, { introducedOn: null, route: 'self', weeklyHours: null, employerName: `${written}商店`, occupation: '販売' });
}
