import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, demoId, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { type ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { ROUTES, type RouteDeclaration } from '../matrix/declaration';

// Real: the composed application over HTTP, PostgreSQL. Every route that takes an id, and every one that takes a name, a number
// or a date, asked by strangers about somebody who is there, somebody who is protected, and nobody: the answers are one.
const PEOPLE = Number(process.env['MADOGUCHI_EXISTENCE_PEOPLE'] ?? 1);

let t: TestApp;
let strangers: readonly ApiSession[];
let people: readonly Known[];

interface Known {
  readonly id: string;
  readonly number: string;
  readonly kana: string;
  readonly birth: string;
  readonly phone: string;
  /** Of each kind of record, one of this person. */
  readonly records: Readonly<Record<string, string>>;
}

/** Where the record of a path lies. */
const TABLES: Readonly<Partial<Record<NonNullable<RouteDeclaration['id']>, string>>> = {
  referral: 'referral', consent: 'consent', plan: 'support_plan', appointment: 'appointment', introduction: 'job_introduction', placement: 'placement',
  check: 'retention_check', protection: 'protection', release: 'protection_release', request: 'disclosure_request', item: 'disclosure_item',
};

beforeAll(async () => {
  t = await startTestApp();
  const made: Known[] = [];
  for (let n = 0; n < PEOPLE; n += 1) for (const guarded of [false, true]) made.push(await somebody(made.length, guarded));
  people = made;
  await somebodyOfAThirdOrganisation();
  strangers = [...(await Promise.all(['soudan', 'soudan-shunin', 'keikaku', 'kanri', 'kansa'].map((login) => t.signIn(login)))), await ApiSession.signIn(t.baseUrl, 'third', DEMO_PASSWORD, demoId('existence: assignment'))];
}, 600_000);
afterAll(() => t.stop());

/** A person of whom both parties have every kind of record. */
async function somebody(n: number, guarded: boolean): Promise<Known> {
  const kana = `ソンザイ${String.fromCharCode(0x30a2 + (n % 80))}${String.fromCharCode(0x30ab + ((n * 7) % 60))}`;
  const phone = `083-900-${String(1_000 + n)}`;
  const person = await t.world.person({ familyName: '存在', familyKana: kana, phone });
  await t.world.consent(person);
  await t.world.acceptedRequest(person);
  await t.world.plan(person);
  await t.world.consultation(person, { next: { plannedOn: t.world.today, plannedTime: null, place: '窓口', staffId: staffId('navi1') } });
  await t.world.registration(person);
  await t.world.introduction(person);
  await t.world.confirmedPlacement(person);
  const cw = await t.signIn('cw1');
  if (guarded) {
    await ok(cw.post(`/clients/${person.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    await ok(cw.post(`/clients/${person.id}/protection-releases`, { recipientOfficeId: OFFICES.helloWork.id, itemGroups: ['contact'], reason: '連絡', lastsDays: 1 }));
  }
  const asked = await ok<{ id: string }>(
    cw.post(`/clients/${person.id}/disclosure-requests`, { requestedOn: '2026-11-20', requesterKind: 'self', requesterName: '本人', identityCheck: 'photo_id', askedFor: 'すべて' }),
  );
  await ok(cw.post(`/disclosure-requests/${asked.id}/begin-review`, { version: 1 }));
  const records: Record<string, string> = { person: person.id, case: person.caseId };
  for (const [kind, table] of Object.entries(TABLES)) {
    const { rows } = await t.owner.query<{ id: string }>(`select id from ${table} where person_id = $1 limit 1`, [person.id]);
    if (rows[0]) records[kind] = rows[0].id;
  }
  const { rows } = await t.owner.query<{ birth: string; kana: string }>("select birth_date::text as birth, family_kana || ' ' || given_kana as kana from person_basic where person_id = $1", [person.id]);
  return { id: person.id, number: person.number, kana: rows[0]?.kana ?? '', birth: rows[0]?.birth ?? '', phone, records };
}

async function somebodyOfAThirdOrganisation(): Promise<void> {
  const staff = demoId('existence: staff');
  await t.owner.query("insert into staff (id, login, name, demo) values ($1, 'third', '第三 花子', true)", [staff]);
  await t.owner.query("insert into staff_credential (staff_id, password_hash) select $1, c.password_hash from staff_credential c join staff s on s.id = c.staff_id where s.login = 'cw1'", [staff]);
  await t.owner.query("insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'caseworker', '2024-04-01')", [demoId('existence: assignment'), staff, OFFICES.contractor.id]);
}

/** What an answer says, whatever it calls itself. */
function said({ status, body }: ApiAnswer): string {
  const { requestId: _id, ...words } = body;
  return `${status} ${JSON.stringify(words)}`;
}

const withId = (declared: RouteDeclaration, id: string, caseId: string): readonly [string, object | undefined] => [
  declared.path.replace('{group}', 'basic').replace('{part}', '1').replaceAll(/\{\w+\}/g, id),
  typeof declared.body === 'function' ? (declared.body as (of: string) => object)(caseId) : declared.body,
];

it('answers an id of somebody as one of nobody, on every route that takes one', async () => {
  const told: string[] = [];
  let questions = 0;
  const asked = ROUTES.filter((one) => Array.isArray(one.roles) && one.path.includes('{') && one.id !== 'annualPlan');
  const kinds = [...new Set(people.flatMap((one) => Object.keys(one.records)))];
  expect(kinds).toEqual(expect.arrayContaining(['person', 'case', ...Object.keys(TABLES)]));
  for (const declared of asked) {
    for (const stranger of strangers) {
      const ask = async (id: string, caseId: string): Promise<string> => {
        const [path, body] = withId(declared, id, caseId);
        questions += 1;
        return said(await stranger.send(declared.method, path, body, randomUUID()));
      };
      const nobody = await ask(randomUUID(), randomUUID());
      for (const person of people) {
        const id = declared.id === undefined || declared.id === 'missing' ? person.id : person.records[declared.id];
        if (id === undefined) continue;
        const somebody = await ask(id, person.records['case'] ?? '');
        if (somebody !== nobody) told.push(`${declared.method} ${declared.path}: ${somebody} and of nobody ${nobody}`);
      }
    }
  }
  expect(told).toEqual([]);
  if (PEOPLE > 1) process.stdout.write(`existence: ${questions} questions by id, 0 told\n`);
  expect(questions).toBeGreaterThan(900);
}, 3_600_000);

it('answers a name, a number, a telephone and a birth date of somebody as those of nobody', async () => {
  const told: string[] = [];
  let questions = 0;
  const [desk, , , , , third] = strangers as [ApiSession, ApiSession, ApiSession, ApiSession, ApiSession, ApiSession];
  const nobody = { kana: 'ダレモ イナイ', number: 'R08-98765', phone: '083-901-9999', birth: '1931-03-03' };
  const looks: readonly ((of: typeof nobody) => readonly [string, object])[] = [
    (of) => ['/clients/search', { text: of.kana }],
    (of) => ['/clients/search', { text: of.number }],
    (of) => ['/clients/search', { text: of.phone.slice(-4) }],
    (of) => ['/clients/search', { text: of.phone }],
    (of) => ['/clients/search', { text: of.birth }],
    (of) => ['/clients/duplicates', { familyKana: of.kana.split(' ')[0], givenKana: of.kana.split(' ')[1], birthDate: of.birth }],
  ];
  for (const stranger of [desk, third]) {
    for (const look of looks) {
      const ask = async (of: typeof nobody): Promise<string> => {
        questions += 1;
        return said(await stranger.post(...look(of)));
      };
      const absent = await ask(nobody);
      for (const person of people) {
        const found = await ask(person);
        if (found !== absent) told.push(`${look(person)[0]}: ${found} and of nobody ${absent}`);
      }
    }
  }
  expect(told).toEqual([]);
  expect(questions).toBeGreaterThan(30);
}, 600_000);

it('registers somebody whom another office knows like somebody whom nobody knows', async () => {
  const [desk] = strangers as [ApiSession];
  const register = async (kana: string, birthDate: string): Promise<string> => {
    const [familyKana = '', givenKana = ''] = kana.split(' ');
    const answer = await desk.post('/clients', {
      familyName: '新規', givenName: '受付', familyKana, givenKana, birthDate, sex: 'female', programme: 'self_reliance', welfareStatus: 'self_reliance', chiefComplaint: '相談', openedOn: '2026-11-20',
    });
    return `${answer.status} ${Object.keys(answer.body).sort().join()}`;
  };
  const nobody = await register('ダレモ イナイ', '1931-03-03');
  expect(nobody).toMatch(/^201 /);
  for (const person of people) expect(await register(person.kana, person.birth)).toBe(nobody);
}, 600_000);

it('names an adversary by the number of somebody whom it does not know as by the number of nobody', async () => {
  const [desk] = strangers as [ApiSession];
  const own = await t.world.person({ by: 'soudan', familyName: '窓口', programme: 'self_reliance', welfareStatus: 'self_reliance' });
  const { id } = await ok<{ id: string }>(desk.post(`/clients/${own.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
  const name = async (number: string): Promise<string> => said(await desk.post(`/protection/${id}/adversaries`, { name: '相手', relation: 'spouse', number }));
  const nobody = await name('R08-98765');
  for (const person of people) expect(await name(person.number)).toBe(nobody);
});
