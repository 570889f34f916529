import { RunExportHandler } from '@madoguchi/exports';
import { FollowUpSweep } from '@madoguchi/follow-ups';
import { SearchClients } from '@madoguchi/clients';
import { STAFF } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { expectOk, PERSON, type Schemas, Walk } from '../../world/over-http';
import { CapturedLog } from './captured-log';

// Real: the composed api and worker with their logger at its most talkative, PostgreSQL, BullMQ; one client's whole way and every kind of error.
const log = new CapturedLog();
/** What a person is or said. None of it may be in a line, a message or a job. */
const SECRETS = [
  ...[PERSON.familyName, PERSON.givenName, PERSON.familyKana, PERSON.givenKana, PERSON.birthDate, PERSON.phone, PERSON.address, PERSON.chiefComplaint],
  ...['秘密の健康', '秘密の職歴', '秘密の相談', '秘密の目標', '秘密商店', '秘密の職種', '秘密の要約', '秘密の経緯', '秘密の検索', '秘密の下書き', '秘密の失敗', '秘密の理由', '保12-345'],
  ...['ひみつのあいことば', 'madoguchi-demo', '123456789018', '昭和', "O'Secret", '1988-6-15'],
] as const;
const ALLOWED_KEYS = ['level', 'time', 'process', 'event', 'requestId', 'method', 'route', 'status', 'ms', 'kind', 'at', 'job', 'id', 'attempt', 'workerId', 'n'];

let t: TestApp;
let walk: Walk;
let planId: string;
/** Payloads as they stood in the outbox and in the queue, whenever somebody looked. */
const messages: string[] = [];

beforeAll(async () => {
  t = await startTestApp({ logger: log.logger });
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  await t.startWorker();
  await signIn();
  log.takeTerminal();
  await errors();
  await wholeWay();
  await crashes();
  log.giveBackTerminal();
}, 60_000);
afterAll(async () => {
  log.giveBackTerminal();
  await t.stop();
}, 30_000);

async function signIn(): Promise<void> {
  walk = new Walk(await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'));
}

async function keepMessages(): Promise<void> {
  const { rows: waiting } = await t.owner.query<{ text: string }>('select o.payload::text as text from outbox o');
  messages.push(...waiting.map((row) => row.text));
  const { rows: tables } = await t.owner.query<{ name: string }>(`select c.relname as name from pg_class c where c.relnamespace = 'bullmq'::regnamespace and c.relkind = 'r'`);
  for (const { name } of tables) {
    const { rows } = await t.owner.query<{ text: string }>(`select to_jsonb(q)::text as text from bullmq."${name}" q`);
    messages.push(...rows.map((row) => row.text));
  }
}

/** Bad input with something personal in every field, of every kind that is refused differently. */
async function errors(): Promise<void> {
  const { caseworker: cw } = walk;
  const secret = '秘密の理由';
  await cw.post('/clients', { ...PERSON, birthDate: '昭和1988-6-15', sex: secret, programme: secret, phone: secret, unknownField: secret });
  await cw.post('/clients', { ...PERSON, chiefComplaint: '番号は123456789018です' });
  await cw.post('/clients', { ...PERSON, familyName: '秘密の失敗'.repeat(100) });
  await cw.post('/clients', { [secret]: { [secret]: secret } });
  await cw.send('POST', '/clients', `{"familyName":"${secret}`, 'malformed-body-key');
  await cw.send('POST', '/clients', `{"familyName":"${'秘密の理由'.repeat(60_000)}"}`, 'too-large-body-key');
  await cw.get(`/clients/${encodeURIComponent(secret)}?text=${encodeURIComponent('秘密の検索')}`);
  await cw.get(`/referrals?box=${encodeURIComponent(secret)}&cursor=${encodeURIComponent("O'Secret")}`);
  await cw.get(`/nowhere/${encodeURIComponent(secret)}`);
  await fetch(`${t.baseUrl}/api/clients/%E0%A4%A?text=O'Secret`);
  await cw.post('/clients/search', { text: '秘密の検索' });
  await cw.post('/clients/search', { text: { $ne: '秘密の検索' } });
  await cw.put('/drafts/intake/new', { body: { familyName: '秘密の下書き' } });
  await cw.put(`/drafts/${encodeURIComponent(secret)}/new`, { body: { familyName: '秘密の下書き' } });
  for (const body of [{ login: 'cw1', password: 'ひみつのあいことば' }, { login: "O'Secret", password: 'ひみつのあいことば' }, { login: 'kanri', password: ['ひみつのあいことば'] }]) {
    await cw.send('POST', '/session', body);
  }
  await cw.send('POST', '/session/password', { password: 'ひみつのあいことば', next: 'ひみつのあいことば' });
}

/** From the counter to the withdrawal, with something personal in every text. */
async function wholeWay(): Promise<void> {
  const { client, consent } = await walk.toAcceptance({ caseNumber: '保12-345', relation: 'head', householdType: 'single_parent' });
  const { caseworker: cw, navigator: navi } = walk;
  expectOk(await cw.put(`/clients/${client.id}/health`, { version: 0, conditionNote: '秘密の健康' }));
  expectOk(await cw.put(`/clients/${client.id}/work-history`, { version: 0, historyNote: '秘密の職歴' }));
  await cw.put(`/clients/${client.id}/work-history`, { version: 0, historyNote: '秘密の職歴' });
  const period = { periodFrom: '2026-11-20', periodUntil: '2027-05-19' };
  expectOk(
    await navi.post(`/clients/${client.id}/support-plans`, {
      caseId: client.caseId, longTermGoal: '秘密の目標', ...period, reviewOn: '2027-02-19',
      goals: [{ goal: '秘密の目標', owner: 'client', dueOn: '2026-12-04' }], menus: [{ menu: 'application_coaching', owner: 'hello_work', ...period }], members: [],
    }),
  );
  await walk.registration(client, '35010-00000001');
  const contact = { caseId: client.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '秘密の相談' };
  expectOk(await navi.post(`/clients/${client.id}/consultations`, contact));
  const placement = await walk.placement(client, { employerName: '秘密商店', occupation: '秘密の職種' });
  expectOk(await navi.post(`/placements/${placement.id}/confirm`, { version: placement.version, confirmedOn: '2026-11-20' }));
  await keepMessages();
  const { id } = expectOk(await navi.post<Schemas['ExportIdDto']>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '秘密の理由' }));
  await keepMessages();
  await eventually(async () => ((await navi.get<Schemas['ExportDto']>(`/exports/${id}`)).body.status === 'done' ? true : undefined));
  await navi.get(`/exports/${id}/file`);
  for (const path of [`/clients/${client.id}`, '/follow-ups?view=office', '/referrals?box=received&state=all', `/annual-plans/${planId}/figures/6-1/1/records`]) expectOk(await navi.get(path));
  expectOk(await cw.post(`/consents/${consent.id}/withdraw`, { version: consent.version, withdrawnOn: '2026-11-20', supportContinues: 'yes', note: '秘密の経緯' }));
  await keepMessages();
  t.clock.addDays(7);
  await signIn();
  await (await t.startWorker()).context.get(FollowUpSweep).run();
  await keepMessages();
}

/** A route and a job that break with something personal in their error. */
async function crashes(): Promise<void> {
  const broken = new Error(`秘密の失敗: invalid input syntax for type date: "${PERSON.birthDate}"`);
  const search = jest.spyOn(t.app.get(SearchClients, { strict: false }), 'run').mockRejectedValue(broken);
  expect((await walk.caseworker.post('/clients/search', { text: '秘密の検索' })).status).toBe(500);
  search.mockRestore();
  const handler = (await t.startWorker()).context.get(RunExportHandler);
  const job = jest.spyOn(handler, 'handle').mockRejectedValueOnce(broken);
  const { id } = expectOk(await walk.navigator.post<Schemas['ExportIdDto']>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '秘密の理由' }));
  await eventually(async () => {
    await keepMessages();
    return job.mock.calls.length > 0 ? true : undefined;
  });
  await eventually(async () => {
    await keepMessages();
    return (await walk.navigator.get<Schemas['ExportDto']>(`/exports/${id}`)).body.status === 'done' ? true : undefined;
  });
  job.mockRestore();
}

const secretsIn = (text: string): readonly string[] => [...SECRETS, ...STAFF.map((one) => one.name)].filter((secret) => text.includes(secret));

describe('logs', () => {
  it('hold nothing personal, and no secret', () => {
    expect(secretsIn(log.everything)).toEqual([]);
    expect(secretsIn(`route: ${PERSON.familyName}`)).toEqual([PERSON.familyName]);
  });

  it('are JSON, one line an event, with the id of the request and the pattern of the route', () => {
    const lines = log.lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const requests = lines.filter((line) => line['event'] === 'request');
    expect(requests.length).toBeGreaterThan(50);
    for (const line of requests) {
      expect(line).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
      expect(String(line['route'])).toMatch(/^(unmatched|\/api(\/[a-z:-][A-Za-z:-]*)*)$/);
    }
    expect(requests.filter((line) => line['status'] === 422).length).toBeGreaterThan(3);
    expect(lines.filter((line) => line['event'] === 'internal_error')).toHaveLength(1);
    expect([...new Set(lines.flatMap((line) => Object.keys(line)))].filter((key) => !ALLOWED_KEYS.includes(key))).toEqual([]);
  });

  it('tell of a job that failed, by its kind', () => {
    expect(log.lines.filter((line) => line.includes('"job_failed"')).map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ event: 'job_failed', job: 'exports.run', kind: 'Error' }),
    ]);
  });

  it('have nothing beside them on the terminal', () => {
    expect(log.printed).toEqual([]);
  });
});

describe('messages and jobs', () => {
  it('hold ids and dates only', () => {
    expect(messages.filter((text) => text.includes('requestId')).length).toBeGreaterThan(3);
    expect(secretsIn(messages.join('\n'))).toEqual([]);
  });
});
