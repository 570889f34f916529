import { OFFICES } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas } from '../../world/over-http';
import { helloWorkWrites, type MarkedPerson, registerMarked, shareAll, type SharedPerson } from './race-people';
import { listLooks, type Party, PERSON_LOOKS, RaceJudge, textOf } from './race-readers';

// Real: the composed api and worker over HTTP, PostgreSQL, BullMQ. Two parties read on many connections while consents end.
const WITHDRAWALS = Number(process.env['MADOGUCHI_RACES'] ?? '40');
/** Persons who are shared at the same time; lists stay as long as they are in an office. */
const WAVE = 100;
const AT_ONCE = 6;

let t: TestApp;
let planId: string;
let sessions: Readonly<Record<Party, ApiSession>>;
beforeAll(async () => {
  t = await startTestApp();
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  await t.startWorker();
  sessions = { city: await t.signIn('cw1'), helloWork: await t.signIn('navi1') };
}, 60_000);
afterAll(() => t.stop(), 30_000);

/** Works through a list, some at a time. */
async function each<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const left = [...items.entries()];
  const hands = Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0]);
  });
  await Promise.all(hands);
}

async function prepare(size: number): Promise<readonly SharedPerson[]> {
  const registered: MarkedPerson[] = [];
  await each(Array.from({ length: size }), async () => {
    registered.push(await registerMarked(t, sessions.city));
  });
  const people = await shareAll(t, registered);
  await each(people, (person) => helloWorkWrites(t, person));
  return people;
}

/** Withdraws in the middle of looks of both parties, and looks again as soon as the acknowledgement is there. */
async function withdrawUnderEyes(judge: RaceJudge, person: SharedPerson, index: number): Promise<void> {
  const looks = (party: Party, from: number, count: number) =>
    Array.from({ length: count }, (_, n) => PERSON_LOOKS[(from + n) % PERSON_LOOKS.length]).map((look) =>
      look ? judge.look(look.name, party, () => look.ask(sessions[party], person), person.mark) : Promise.resolve(),
    );
  const before = [...looks('helloWork', index, 3), ...looks('city', index + 3, 2)];
  const withdrawal = sessions.city.post(`/consents/${person.consentId}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' });
  const between = looks('helloWork', index + 4, 2);
  // What Hello Work writes at this very moment is its own, whichever comes first.
  const writing = sessions.helloWork.post(`/clients/${person.id}/consultations`, {
    caseId: person.caseId, occurredOn: '2026-11-20', mode: 'phone', attended: true, content: `職${person.mark}から電話があった`,
  });
  expectOk(await withdrawal);
  judge.acknowledge(person.mark, performance.now());
  if ((await writing).status >= 500) judge.wrong.push(`a consultation of ${person.mark} was answered ${(await writing).status}`);
  await Promise.all([...looks('helloWork', index, 5), ...looks('city', index + 4, 3), ...before, ...between]);
}

/** Reads a list again and again until the wave is over. */
async function watch(judge: RaceJudge, party: Party, going: () => boolean): Promise<void> {
  while (going()) {
    for (const look of listLooks(planId)) await judge.look(look.name, party, () => look.ask(sessions[party]));
  }
}

/** Writes month files while consents end, and takes every one of them down again and again. */
async function exportAndDownload(judge: RaceJudge, party: Party, going: () => boolean): Promise<void> {
  const ids: string[] = [];
  do {
    const { id } = expectOk(await sessions[party].post<Schemas['ExportIdDto']>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '競合の検査' }));
    ids.push(id);
    for (let status = ''; status !== 'done'; ) ({ status } = expectOk(await sessions[party].get<Schemas['ExportDto']>(`/exports/${id}`)));
    for (const one of ids.slice(-3)) await judge.look('export', party, () => download(sessions[party], one));
  } while (going());
}

/** What arrives, also when the connection is cut in the middle of the file. */
async function download(session: ApiSession, id: string): Promise<string> {
  try {
    return await textOf(session, 'GET', `/exports/${id}/file`);
  } catch {
    return '';
  }
}

describe('no answer that begins after the acknowledgement of a withdrawal holds the other party’s data', () => {
  const judge = new RaceJudge();

  it(`${WITHDRAWALS} withdrawals among reads of both parties`, async () => {
    for (let left = WITHDRAWALS; left > 0; left -= WAVE) {
      const people = await prepare(Math.min(WAVE, left));
      let open = true;
      // The first downloads hold everybody: the check has something to take away.
      for (const party of ['city', 'helloWork'] as const) await exportAndDownload(judge, party, () => false);
      const watching = (['city', 'helloWork'] as const).flatMap((party) => [watch(judge, party, () => open), exportAndDownload(judge, party, () => open)]);
      try {
        await each(people, (person, index) => withdrawUnderEyes(judge, person, index));
      } finally {
        open = false;
        await Promise.all(watching);
      }
    }
    expect(judge.wrong).toEqual([]);
  }, 60_000 + WITHDRAWALS * 1_000);

  it('a copy of the name that 求職申込 makes is there before the acknowledgement, or never', async () => {
    const people = await prepare(Math.min(WITHDRAWALS, 30));
    const late: string[] = [];
    const outcomes = { kept: 0, closed: 0 };
    const holdsName = async (person: SharedPerson) => (await textOf(sessions.helloWork, 'GET', `/clients/${person.id}`)).includes(`市${person.mark}`);
    await each(people, async (person, index) => {
      const withdraw = () => sessions.city.post(`/consents/${person.consentId}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' });
      const register = () =>
        sessions.helloWork.post(`/clients/${person.id}/registrations`, {
          caseId: person.caseId, registrationNumber: `35010-${String(70_000_000 + index)}`, registeredOn: '2026-11-20', firstEver: 'no', wish: 'full_time',
        });
      // A third registers before, a third afterwards, and a third in the same moment.
      if (index % 3 === 0) await register();
      const registration = index % 3 === 1 ? register() : undefined;
      expectOk(await withdraw());
      const atOnce = await holdsName(person);
      await (registration ?? register());
      const afterwards = await holdsName(person);
      if (afterwards && !atOnce) late.push(person.mark);
      outcomes[afterwards ? 'kept' : 'closed'] += 1;
    });
    expect(late).toEqual([]);
    if (people.length >= 3) expect(Math.min(outcomes.kept, outcomes.closed)).toBeGreaterThan(0);
  }, 60_000);

  it('nobody is found by words that closed while they were being written', async () => {
    const people = await prepare(Math.min(WITHDRAWALS, 30));
    const hit = async (person: SharedPerson) => expectOk(await sessions.helloWork.post<Schemas['SearchAnswerDto']>('/clients/search', { text: person.kana })).hits.some((one) => one.id === person.id);
    const found: string[] = [];
    await each(people, async (person, index) => {
      if (!(await hit(person))) found.push(`${person.mark} was not found before`);
      const write = (phone: string) => sessions.city.put(`/clients/${person.id}/contact`, { version: 1, phone });
      const writing = [write('083-111-2222'), ...(index % 2 === 0 ? [write('083-333-4444')] : [])];
      expectOk(await sessions.city.post(`/consents/${person.consentId}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
      if (await hit(person)) found.push(`${person.mark} at once`);
      await Promise.all(writing);
      if (await hit(person)) found.push(`${person.mark} afterwards`);
    });
    expect(found).toEqual([]);
    const left = await t.owner.query<{ n: number }>('select count(*)::integer as n from search_token s where s.person_id = any($1::uuid[]) and s.grantee_office_id = $2', [
      people.map((one) => one.id), OFFICES.helloWork.id,
    ]);
    expect(left.rows).toEqual([{ n: 0 }]);
  }, 60_000);

  it('was looked for where it could be seen: every kind of look held it before', () => {
    const { seen } = judge;
    const kinds = [...seen.keys()].sort();
    expect(kinds).toEqual(
      expect.arrayContaining([
        ...['client page', 'search', 'referral', 'referrals of a person', 'consultations', 'search for many', 'received referrals', 'follow-ups', 'figure records', 'export'].map((kind) => `helloWork: ${kind}`),
        ...['consultations', 'placements', 'export'].map((kind) => `city: ${kind}`),
      ]),
    );
    expect(judge.judged).toBeGreaterThan(WITHDRAWALS * 8);
  });

  it('a judge finds what came too late', () => {
    const strict = new RaceJudge();
    strict.acknowledge('AAAB', 10);
    strict.judge('planted', 'helloWork', 9, '市AAAB', 'AAAB');
    expect(strict.wrong).toEqual([]);
    strict.judge('planted', 'helloWork', 11, '{"familyKana":"シルシアアアイ"}', 'AAAB');
    strict.judge('planted', 'city', 11, '職AAAB商店', 'AAAB');
    strict.judge('planted', 'city', 11, '市AAAB', 'AAAB');
    expect(strict.wrong).toHaveLength(2);
  });
});
