import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas, Walk } from '../../world/over-http';
import { ROUTES } from '../matrix/declaration';
import { CapturedLog } from './captured-log';

// Real: every way out of the product, over HTTP, in files, in the log, in messages and in the audit record, after a measure.
/** What tells where the person is, as each side wrote it down. */
const OF_THE_CITY = { address: '秘密町一丁目', phone: '083-555-7788', note: '夫に秘密', household: '秘密-0042', place: '秘密公民館', content: '秘密の保育所', packet: '秘密の住まい', goal: '秘密駅へ通う' };
const OF_HELLO_WORK = { introduced: '秘密食品', hired: '秘密製造', occupation: '秘密係', place: '秘密の別室', content: '秘密の通い先', goal: '秘密市で働く' };
const CITY_WORDS = Object.values(OF_THE_CITY);
const HELLO_WORK_WORDS = Object.values(OF_HELLO_WORK);

const log = new CapturedLog();
let t: TestApp;
let planId: string;
const sessions: Record<'cw1' | 'kakaricho' | 'soudan' | 'navi1' | 'keikaku' | 'kansa', ApiSession> = {} as never;
const ids: Record<string, string> = {};

beforeAll(async () => {
  t = await startTestApp({ logger: log.logger });
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  for (const login of ['cw1', 'kakaricho', 'soudan', 'navi1', 'keikaku', 'kansa'] as const) sessions[login] = await t.signIn(login);
  await shareEverything();
}, 60_000);
afterAll(() => t.stop());

/** A person about whom both sides have written all that locates, and each reads the other's by consent. */
async function shareEverything(): Promise<void> {
  const { cw1, navi1 } = sessions;
  const walk = new Walk(cw1, sessions.kakaricho, navi1);
  const client = await walk.register({
    phone: OF_THE_CITY.phone, address: OF_THE_CITY.address, caseNumber: OF_THE_CITY.household, householdType: 'single_parent', relation: 'head',
  });
  expectOk(await cw1.put(`/clients/${client.id}/contact`, { version: 1, phone: OF_THE_CITY.phone, address: OF_THE_CITY.address, contactNote: OF_THE_CITY.note }));
  const visit = async (by: ApiSession, login: string, words: { place: string; content: string }): Promise<void> => {
    expectOk(
      await by.post(`/clients/${client.id}/consultations`, {
        caseId: client.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: words.content,
        next: { plannedOn: '2026-12-01', place: words.place, staffId: staffId(login) },
      }),
    );
  };
  const plan = async (by: ApiSession, longTermGoal: string): Promise<void> => {
    expectOk(
      await by.post(`/clients/${client.id}/support-plans`, {
        caseId: client.caseId, longTermGoal, periodFrom: '2026-11-20', periodUntil: '2027-05-19', reviewOn: '2027-02-19', goals: [], menus: [], members: [],
      }),
    );
  };
  await visit(cw1, 'cw1', OF_THE_CITY);
  await plan(cw1, OF_THE_CITY.goal);
  const consent = await walk.consent(client.id);
  const drafted = expectOk(
    await cw1.post<Schemas['ReferralSavedDto']>(`/clients/${client.id}/referrals`, {
      caseId: client.caseId, recipientOfficeId: OFFICES.helloWork.id,
      parts: [{ itemGroup: 'basic', body: '支援の要請' }, { itemGroup: 'contact', body: OF_THE_CITY.packet }],
    }),
  );
  const sent = await walk.move(sessions.kakaricho, await walk.move(cw1, drafted, 'submit'), 'decide');
  const accepted = await walk.move(navi1, await walk.move(navi1, sent, 'take'), 'accept');
  await walk.registration(client, '35010-00000009');
  const introduction = expectOk(
    await navi1.post<Schemas['SavedDto']>(`/clients/${client.id}/introductions`, {
      caseId: client.caseId, introducedOn: '2026-11-20', openingNumber: '35010-00012345', employerName: OF_HELLO_WORK.introduced, occupation: OF_HELLO_WORK.occupation,
    }),
  );
  const placement = await walk.placement(client, { employerName: OF_HELLO_WORK.hired, occupation: OF_HELLO_WORK.occupation, introducedOn: '2026-11-20' });
  expectOk(await navi1.post(`/placements/${placement.id}/confirm`, { version: 1, confirmedOn: '2026-11-20' }));
  await visit(navi1, 'navi1', OF_HELLO_WORK);
  await plan(navi1, OF_HELLO_WORK.goal);
  Object.assign(ids, { person: client.id, number: client.number, consent: consent.id, referral: accepted.id, introduction: introduction.id, placement: placement.id, annualPlan: planId });
}

/** The words that a text gives away. */
const told = (text: string, words: readonly string[]): readonly string[] => words.filter((word) => text.includes(word));

/** Everything that an account can read: every GET of the declaration, and every look that travels as POST. */
async function everythingRead(session: ApiSession): Promise<string> {
  const texts: string[] = [];
  for (const route of ROUTES.filter((one) => one.method === 'GET')) {
    const path = route.path.replace('{id}', ids[route.id ?? 'missing'] ?? 'missing').replace('{lineKey}', 'vi-2').replace('{part}', '0');
    texts.push(JSON.stringify((await session.get(path)).body));
  }
  for (const text of ['ヨシダ', '𠮷田', '7788', '1988-06-15', ids['number'] as string]) texts.push(JSON.stringify((await session.post('/clients/search', { text })).body));
  texts.push(JSON.stringify((await session.post('/clients/duplicates', { familyKana: 'ヨシダ', givenKana: 'アオイ', birthDate: '1988-06-15' })).body));
  texts.push(JSON.stringify((await session.post(`/clients/${ids['person'] as string}/presence`, {})).body));
  return texts.join('\n');
}

/** What is no page of the one person: lists, searches, figures. */
async function listsRead(session: ApiSession): Promise<string> {
  const paths = ['/today', '/referrals', '/referrals?box=sent', '/exports', '/annual-plans', ...['mine', 'office', 'new', 'waiting', 'overdue', 'today'].map((view) => `/follow-ups?view=${view}`)];
  for (const key of ['vi-1', 'vi-2', '6-1', '6-2']) paths.push(`/annual-plans/${planId}/figures/${key}/0/records`, `/annual-plans/${planId}/figures/${key}/1/records`);
  const texts = await Promise.all(paths.map(async (path) => JSON.stringify((await session.get(path)).body)));
  for (const text of ['ヨシダ', '7788', ids['number'] as string]) texts.push(JSON.stringify((await session.post('/clients/search', { text })).body));
  return texts.join('\n');
}

async function fileOf(login: string): Promise<string> {
  const ctx = t.ctx(login, 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '検査' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  return (await t.app.get(ReadExports, { strict: false }).chunk(ctx, id, 0)).toString('utf8');
}

describe('where a protected person can be found', () => {
  it('is read by both sides before the measure: what follows would otherwise prove nothing', async () => {
    expect(told(await everythingRead(sessions.navi1), CITY_WORDS)).toEqual(expect.arrayContaining([OF_THE_CITY.address, OF_THE_CITY.household, OF_THE_CITY.packet, OF_THE_CITY.goal]));
    expect(told(await everythingRead(sessions.cw1), HELLO_WORK_WORDS)).toEqual(expect.arrayContaining([OF_HELLO_WORK.hired, OF_HELLO_WORK.introduced, OF_HELLO_WORK.content]));
    expect(told(await fileOf('cw1'), [OF_HELLO_WORK.hired])).toHaveLength(1);
    expectOk(await sessions.cw1.post(`/clients/${ids['person'] as string}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
  });

  it('is told to the other party by no route, and by none to an office without a part in the person', async () => {
    const [hello, city] = [await everythingRead(sessions.navi1), await everythingRead(sessions.cw1)];
    expect(told(hello, CITY_WORDS)).toEqual([]);
    expect(told(city, HELLO_WORK_WORDS)).toEqual([]);
    expect(told(await everythingRead(sessions.soudan), [...CITY_WORDS, ...HELLO_WORK_WORDS])).toEqual([]);
    // The warning itself reaches everybody who can stumble over the person.
    for (const text of [hello, city]) expect(text).toContain('"protected":true');
  });

  it('stands in no list, no search and no figure, not even of the office that keeps it', async () => {
    for (const login of ['cw1', 'kakaricho', 'navi1', 'keikaku', 'kansa'] as const) {
      expect(told(await listsRead(sessions[login]), [...CITY_WORDS, ...HELLO_WORK_WORDS])).toEqual([]);
    }
  });

  it('stands in no file of either side', async () => {
    for (const login of ['cw1', 'navi1']) {
      const file = await fileOf(login);
      expect(file).toContain(ids['number']);
      expect(told(file, [...CITY_WORDS, ...HELLO_WORK_WORDS])).toEqual([]);
    }
  });

  it('stands in no error, no audit record, no message and no log line', async () => {
    const person = ids['person'] as string;
    const refused = [
      await sessions.cw1.put(`/clients/${person}/contact`, { version: 1, phone: '083-000-0000' }),
      await sessions.navi1.post(`/placements/${ids['placement'] as string}/confirm`, { version: 1, confirmedOn: '2026-11-20' }),
      await sessions.cw1.post(`/clients/${person}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }),
      await sessions.navi1.post(`/clients/${person}/protection-releases`, { recipientOfficeId: OFFICES.helloWork.id, itemGroups: ['contact'], reason: '理由', lastsDays: 99 }),
    ];
    expect(refused.map((answer) => answer.status)).toEqual([412, 412, 409, 422]);
    const audited = await sessions.kansa.post('/audit/search', { from: '2026-11-20', until: '2026-11-20', action: 'clients.edit' });
    const { rows } = await t.owner.query<{ text: string }>('select to_jsonb(e)::text as text from audit_event e union all select to_jsonb(o)::text from outbox o');
    const events = (audited.body as unknown as { lines: { id: string }[] }).lines;
    const opened = await Promise.all(events.map(async ({ id }) => JSON.stringify((await sessions.kansa.get(`/audit/events/${id}`)).body)));
    expect(opened.some((text) => text.includes('"withheld":true'))).toBe(true);
    const everything = [...opened, ...refused.map((answer) => JSON.stringify(answer.body)), JSON.stringify(audited.body), ...rows.map((row) => row.text), log.everything].join('\n');
    expect(told(everything, CITY_WORDS)).toEqual([]);
    expect(told(log.everything, HELLO_WORK_WORDS)).toEqual([]);
  });
});
