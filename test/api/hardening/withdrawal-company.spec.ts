import { OFFICES } from '../../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { helloWorkWrites, type MarkedPerson, registerMarked, shareAll, type SharedPerson } from './race-people';

// Real: the composed api over HTTP, PostgreSQL. Every command about a person, given in the moment of the withdrawal.
const TIMES = Number(process.env['MADOGUCHI_COMPANY'] ?? '2');
const today = '2026-11-20';

let t: TestApp;
let city: ApiSession;
let navi: ApiSession;
let head: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  city = await t.signIn('cw1');
  navi = await t.signIn('navi1');
  head = await t.signIn('kakaricho');
}, 60_000);
afterAll(() => t.stop(), 30_000);

type Race = readonly [name: string, command: (person: SharedPerson, n: number) => Promise<ApiAnswer>];

const AT_WORK: readonly Race[] = [
  ['contact', (p) => city.put(`/clients/${p.id}/contact`, { version: 1, phone: '083-111-2222' })],
  ['health', (p) => city.put(`/clients/${p.id}/health`, { version: 0, conditionNote: '良好' })],
  ['first work history', (p) => city.put(`/clients/${p.id}/work-history`, { version: 0, historyNote: '倉庫' })],
  ['health of the other office', (p) => navi.put(`/clients/${p.id}/health`, { version: 0, conditionNote: '良好' })],
  ['contact of the other office', (p) => navi.put(`/clients/${p.id}/contact`, { version: 0, phone: '083-333-4444' })],
  ['consultation', (p) => navi.post(`/clients/${p.id}/consultations`, { caseId: p.caseId, occurredOn: today, mode: 'phone', attended: true, content: '電話' })],
  ['registration', (p, n) => navi.post(`/clients/${p.id}/registrations`, { caseId: p.caseId, registrationNumber: `35010-${String(80_000_000 + n)}`, registeredOn: today, firstEver: 'no', wish: 'full_time' })],
  ['plan', (p) => navi.post(`/clients/${p.id}/support-plans`, { caseId: p.caseId, longTermGoal: '目標', periodFrom: today, periodUntil: '2027-05-19', reviewOn: '2027-02-19', goals: [], menus: [], members: [] })],
  ['placement', (p) => navi.post(`/clients/${p.id}/placements`, { caseId: p.caseId, hiredOn: today, route: 'self', term: 'regular', hours: 'part_time', permanentEmployee: false, dispatched: false, employerName: '商店', occupation: '販売' })],
  ['closing the request', (p) => navi.post(`/referrals/${p.referralId}/close`, { version: p.requestVersion })],
  ['closing the case', (p) => city.post(`/clients/${p.id}/case/close`, { version: 1, caseId: p.caseId, closedOn: today, reason: 'client_declined' })],
  ['a second withdrawal', (p) => city.post(`/consents/${p.consentId}/withdraw`, { version: 1, withdrawnOn: today, supportContinues: 'no' })],
];

const ON_THE_WAY: readonly Race[] = [
  ['take', (p) => navi.post(`/referrals/${p.referralId}/take`, { version: p.requestVersion })],
  ['accept', (p) => navi.post(`/referrals/${p.referralId}/accept`, { version: p.requestVersion })],
  ['return', (p) => navi.post(`/referrals/${p.referralId}/return`, { version: p.requestVersion, reason: 'packet_incomplete' })],
  ['decline', (p) => navi.post(`/referrals/${p.referralId}/decline`, { version: p.requestVersion, declinedBy: 'client' })],
  ['recall', (p) => city.post(`/referrals/${p.referralId}/recall`, { version: p.requestVersion })],
];

/** Withdraws beside a command, and tells what was not in order. */
async function race([name, command]: Race, person: SharedPerson, n: number): Promise<readonly string[]> {
  const withdraw = () => city.post(`/consents/${person.consentId}/withdraw`, { version: 1, withdrawnOn: today, supportContinues: 'yes' });
  const [first, second] = n % 2 === 0 ? [withdraw(), command(person, n)] : [command(person, n), withdraw()];
  const [withdrawal, other] = n % 2 === 0 ? [await first, await second] : [await second, await first];
  const code = String(JSON.stringify(other.body['code'] ?? ''));
  const withdrawn = name === 'a second withdrawal' ? [withdrawal, other].filter((one) => one.status < 300).length === 1 : withdrawal.status < 300;
  return [
    ...(withdrawn ? [] : [`${name}: the withdrawal was answered ${withdrawal.status} ${JSON.stringify(withdrawal.body['code'])}`]),
    ...(other.status < 500 && !/duplicate:|check:/.test(code) ? [] : [`${name}: was answered ${other.status} ${code}`]),
  ];
}

/** Persons whose masks are not what their reasons say, or through whom Hello Work sees what the city wrote. */
async function astray(people: readonly SharedPerson[]): Promise<unknown> {
  const ids = people.map((one) => one.id);
  const { rows } = await t.owner.query(
    `select p.id, access_differences(p.id) as differences from unnest($1::uuid[]) p(id) where access_differences(p.id) <> 0
     union all
     select c.person_id, count(*) from access_mask c where c.person_id = any($1::uuid[]) and c.grantee_office_id = $2
       and c.groups <> (select 1 << i.bit from item_group i where i.code = 'number') and c.source_organisation_id = (select o.organisation_id from office o where o.id = $3) and c.valid_until > $4 group by 1
     union all
     select s.person_id, count(*) from search_token s where s.person_id = any($1::uuid[]) and s.grantee_office_id = $2
       and s.source_organisation_id = (select o.organisation_id from office o where o.id = $3) and s.valid_until > $4 group by 1`,
    [ids, OFFICES.helloWork.id, OFFICES.welfare.id, t.clock.now()],
  );
  return rows;
}

describe('a withdrawal is never stopped by what else is done in its moment, and closes everything', () => {
  it('while both offices work', async () => {
    const registered: MarkedPerson[] = [];
    for (let n = 0; n < AT_WORK.length * TIMES; n += 1) registered.push(await registerMarked(t, city));
    const people = await shareAll(t, registered);
    for (const person of people) await helloWorkWrites(t, person);
    const wrong: string[] = [];
    for (const [n, person] of people.entries()) wrong.push(...(await race(AT_WORK[n % AT_WORK.length] as Race, person, n)));
    expect(wrong).toEqual([]);
    expect(await astray(people)).toEqual([]);
  }, 60_000 + TIMES * 5_000);

  it('while a request is on its way', async () => {
    const people: SharedPerson[] = [];
    for (let n = 0; n < ON_THE_WAY.length * TIMES; n += 1) {
      const person = await registerMarked(t, city);
      const consent = await t.world.consent(person);
      const sent = await t.world.sentRequest(person);
      people.push({ ...person, consentId: consent.id, referralId: sent.id, requestVersion: sent.version });
    }
    const wrong: string[] = [];
    for (const [n, person] of people.entries()) wrong.push(...(await race(ON_THE_WAY[n % ON_THE_WAY.length] as Race, person, n)));
    expect(wrong).toEqual([]);
    expect(await astray(people)).toEqual([]);
  }, 60_000 + TIMES * 5_000);

  it('while the request is being decided: what is sent then is sent to nobody', async () => {
    const people: SharedPerson[] = [];
    const wrong: string[] = [];
    for (let n = 0; n < TIMES * 2; n += 1) {
      const person = await registerMarked(t, city);
      const consent = await t.world.consent(person);
      const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
      const shared = { ...person, consentId: consent.id, referralId: submitted.id, requestVersion: submitted.version };
      people.push(shared);
      wrong.push(...(await race(['decide', (p) => head.post(`/referrals/${p.referralId}/decide`, { version: p.requestVersion })], shared, n)));
      expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    }
    expect(wrong).toEqual([]);
    expect(await astray(people)).toEqual([]);
  }, 60_000 + TIMES * 5_000);
});
