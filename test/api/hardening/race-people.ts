import { randomUUID } from 'node:crypto';
import { RegisterClient } from '@madoguchi/clients';
import { isoDate } from '@madoguchi/kernel';
import { CITY, MUNICIPALITY, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import type { TestApp } from '../../support/app';
import { STANDARD_FORM } from '../../support/stories';
import { expectOk, type Schemas } from '../../support/walk';

/** A person of both offices. Everything that an office wrote carries the person's mark after the office's own letter. */
export interface SharedPerson {
  readonly id: string;
  readonly caseId: string;
  readonly mark: string;
  readonly kana: string;
  readonly consentId: string;
  readonly referralId: string;
}

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

/** Registers one person, with the city's own facts. Persons look alike here, and nobody is asked about that. */
export async function registerMarked(t: TestApp, city: ApiSession): Promise<SharedPerson> {
  const { mark, reading } = nextMark();
  const written = `市${mark}`;
  const client = await t.app.get(RegisterClient, { strict: false }).run(t.ctx('cw1'), {
    basic: { familyName: written, givenName: '葵', familyKana: `シルシ${reading}`, givenKana: 'アオイ', birthDate: isoDate('1988-06-15'), sex: 'unanswered' },
    contact: { address: `山口市${written}町1` },
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: `${written}の相談`,
    openedOn: isoDate('2026-11-20'),
    duplicatesSeen: 'all',
  });
  expectOk(await city.put(`/clients/${client.id}/health`, { version: 0, conditionNote: `${written}の健康` }));
  expectOk(
    await city.post(`/clients/${client.id}/consultations`, { caseId: client.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: `${written}と話した` }),
  );
  return { id: client.id, caseId: client.caseId, mark, kana: `シルシ${reading}`, consentId: randomUUID(), referralId: randomUUID() };
}

/** Consents, and accepted 支援要請 with their packets, of many persons in one transaction behind the curtain. */
export async function shareAll(t: TestApp, people: readonly SharedPerson[]): Promise<void> {
  const spine = `person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at`;
  const common = [MUNICIPALITY.id, OFFICES.welfare.id, CITY.id, staffId('cw1'), t.clock.now().toISOString()];
  const ids = people.map((one) => one.id);
  await t.owner.query('begin');
  await t.owner.query("select set_config('app.now', $1, true)", [t.clock.now().toISOString()]);
  await t.owner.query(
    `insert into consent (id, ${spine}, recipient_office_id, form_id, given_on, method, valid_from_at, valid_until_at)
     select x.id, x.person, $1, $2, $3, $4, $5, $6, $7, '2026-11-02', 'written', '2026-11-01T15:00:00Z', '2027-11-01T15:00:00Z'
     from unnest($8::uuid[], $9::uuid[]) as x(id, person)`,
    [...common, OFFICES.helloWork.id, STANDARD_FORM, people.map((one) => one.consentId), ids],
  );
  await t.owner.query(
    `insert into consent_scope (consent_id, direction, item_group, purpose)
     select c.id, d, g.code, p from consent c, unnest(array['to_recipient', 'from_recipient']) d, item_group g, unnest(array['support', 'report']) p
     where c.id = any($1::uuid[]) and g.code <> 'number'`,
    [people.map((one) => one.consentId)],
  );
  await t.owner.query(
    `insert into referral (id, ${spine}, case_id, recipient_office_id, status)
     select x.id, x.person, $1, $2, $3, $4, $5, x.case_id, $6, 'accepted'
     from unnest($7::uuid[], $8::uuid[], $9::uuid[]) as x(id, person, case_id)`,
    [...common, OFFICES.helloWork.id, people.map((one) => one.referralId), ids, people.map((one) => one.caseId)],
  );
  await t.owner.query(
    `insert into referral_sending (id, ${spine}, referral_id, recipient_office_id, decided_by, document_number, sent_on, sent_at, reply_due_on, reply, replied_on)
     select r.id, r.person_id, r.municipality_id, r.source_office_id, r.source_organisation_id, r.written_by, r.entered_at, r.id, r.recipient_office_id, r.written_by,
       r.id::text, '2026-11-04', '2026-11-04T01:00:00Z', '2026-11-11', 'accepted', '2026-11-05' from referral r where r.id = any($1::uuid[])`,
    [people.map((one) => one.referralId)],
  );
  await t.owner.query('update referral set sending_id = id where id = any($1::uuid[])', [people.map((one) => one.referralId)]);
  await t.owner.query(
    `insert into referral_part (id, ${spine}, referral_id, item_group, body, sending_id)
     select gen_random_uuid(), x.person, $1, $2, $3, $4, $5, x.id, 'work_history', x.body, x.id
     from unnest($6::uuid[], $7::uuid[], $8::text[]) as x(id, person, body)`,
    [...common, people.map((one) => one.referralId), ids, people.map((one) => `市${one.mark}は倉庫で働いた`)],
  );
  await t.owner.query('select access_sync_consents(x) from unnest($1::uuid[]) x', [ids]);
  await t.owner.query('commit');
}

/** What Hello Work writes of a person: a consultation, a plan and a placement that counts. */
export async function helloWorkWrites(navigator: ApiSession, person: SharedPerson): Promise<void> {
  const written = `職${person.mark}`;
  expectOk(
    await navigator.post(`/clients/${person.id}/consultations`, { caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: `${written}へ応募する` }),
  );
  const placement = expectOk(
    await navigator.post<Schemas['PlacementWrittenDto']>(`/clients/${person.id}/placements`, {
      caseId: person.caseId, hiredOn: '2026-11-20', route: 'self', term: 'regular', hours: 'full_time',
      permanentEmployee: true, dispatched: false, employerName: `${written}商店`, occupation: '販売',
    }),
  );
  expectOk(await navigator.post(`/placements/${placement.id}/confirm`, { version: placement.version, confirmedOn: '2026-11-20' }));
}
