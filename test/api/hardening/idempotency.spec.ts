import { randomUUID } from 'node:crypto';
import { publishedPlan } from '@madoguchi/agreements';
import { isDeepStrictEqual } from 'node:util';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas } from '../../world/over-http';
import { COMMANDS, type CommandStep, type Story } from './commands';

const PUBLISHED = publishedPlan('yamaguchi-r6').plan;

// Real: the composed api over HTTP, PostgreSQL. Every command of the walk: many times with one key, with a key that was used, and in two tabs.
const TIMES = 10;
const LOGINS = ['cw1', 'kakaricho', 'navi1', 'toukatsu', 'keikaku'] as const;

let t: TestApp;
let planId: string;
let countAll: string;
const sessions = new Map<string, ApiSession>();
const sessionOf = (login: string): ApiSession => sessions.get(login) as ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  for (const login of LOGINS) sessions.set(login, await t.signIn(login));
  const { rows } = await t.owner.query<{ name: string }>(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  countAll = `select ${rows.map(({ name }) => `(select count(*) from "${name}")::integer as "${name}"`).join(', ')}`;
}, 60_000);
afterAll(() => t.stop(), 30_000);

/** Rows that came with some work, by table. */
async function added<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly rows: Readonly<Record<string, number>> }> {
  const counts = async () => (await t.owner.query<Record<string, number>>(countAll)).rows[0] ?? {};
  const before = await counts();
  const result = await work();
  const after = await counts();
  return { result, rows: Object.fromEntries(Object.keys(after).flatMap((name) => (after[name] === before[name] ? [] : [[name, (after[name] ?? 0) - (before[name] ?? 0)]]))) };
}

const newStory = (kana: string, n: number): Story => ({ kana, n, ids: {}, versions: {} });
const send = (step: CommandStep, story: Story, key: string, change: object = {}): Promise<ApiAnswer> =>
  sessionOf(step.by).send(step.method, step.path(story), { ...step.body(story), ...change }, key);

function keep(step: CommandStep, story: Story, answer: ApiAnswer): void {
  const body = answer.body as { id?: string; version?: number; caseId?: string; appointmentId?: string };
  if (step.keep !== undefined) {
    story.ids[step.keep] = body.id ?? 'missing';
    story.versions[step.keep] = body.version ?? 0;
  }
  if (body.caseId) story.ids['case'] = body.caseId;
  if (body.appointmentId) story.ids['appointment'] = body.appointmentId;
}

const good = (status: number): boolean => status >= 200 && status < 300;
const brief = (answers: readonly ApiAnswer[]): string => answers.map((one) => `${one.status} ${JSON.stringify(one.body['code'] ?? '')}`).join(', ');

describe(`${COMMANDS.length} commands`, () => {
  it(`have one effect when the same key comes ${TIMES} times at once, and refuse it for something else`, async () => {
    const once = newStory('アカサ', 1);
    const often = newStory('イキシ', 2);
    const wrong: string[] = [];
    for (const step of COMMANDS) {
      await step.before?.(once, sessionOf);
      await step.before?.(often, sessionOf);
      const single = await added(() => send(step, once, randomUUID()));
      expect(`${step.name}: ${good(single.result.status) ? 'done' : JSON.stringify(single.result.body)}`).toBe(`${step.name}: done`);
      const key = randomUUID();
      const many = await added(() => Promise.all(Array.from({ length: TIMES }, () => send(step, often, key))));
      const [first] = many.result;
      if (!first || many.result.some((one) => !good(one.status) || !isDeepStrictEqual(one.body, first.body))) wrong.push(`${step.name}: answers differ: ${brief(many.result)}`);
      if (!isDeepStrictEqual(many.rows, single.rows)) wrong.push(`${step.name}: ${JSON.stringify(many.rows)} instead of ${JSON.stringify(single.rows)}`);
      if (many.rows['idempotency_key'] !== 1 || !many.rows['audit_event']) wrong.push(`${step.name}: its key or its audit is missing`);
      const reused = await added(() => send(step, often, key, step.other ?? { version: 777 }));
      if (reused.result.status !== 409 || reused.result.body['code'] !== 'idempotency_key_reused') wrong.push(`${step.name}: the used key was answered ${brief([reused.result])}`);
      if (Object.keys(reused.rows).length > 0) wrong.push(`${step.name}: the used key left ${JSON.stringify(reused.rows)}`);
      keep(step, once, single.result);
      if (first) keep(step, often, first);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('let one of two tabs through, and tell the other that it is late', async () => {
    const story = newStory('ウクス', 3);
    const wrong: string[] = [];
    for (const step of COMMANDS) {
      await step.before?.(story, sessionOf);
      if (!('version' in step.body(story))) {
        keep(step, story, await send(step, story, randomUUID()));
        continue;
      }
      const path = step.path(story);
      const body = step.body(story);
      const tab = () => sessionOf(step.by).send(step.method, path, body, randomUUID());
      const tabs = await Promise.all([tab(), tab()]);
      const done = tabs.find((one) => good(one.status));
      // Long after the other one, it is as late as in the same moment.
      const later = await tab();
      const late = [...tabs.filter((one) => one !== done), later];
      if (!done || late.some((one) => one.status !== 412)) wrong.push(`${step.name}: ${brief([...tabs, later])}`);
      if (done) keep(step, story, done);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('commands on a plan of the municipality', () => {
  const figure = async () => {
    const { figures } = expectOk(await sessionOf('keikaku').get<Schemas['FiguresDto']>(`/annual-plans/${planId}/figures`));
    return figures.find((one) => one.lineKey === '6-1' && one.part === 1);
  };
  const steps = (): readonly { readonly path: string; readonly method: 'POST' | 'PUT'; readonly body: () => Promise<object>; readonly other: object }[] => [
    { method: 'PUT', path: `/annual-plans/${planId}/lines/6-1/1`, body: async () => ({ fact: 'placement', basis: 'events', dateBasis: 'hired_on', version: (await figure())?.version, routes: ['self'] }), other: { routes: ['city'] } },
    { method: 'POST', path: `/annual-plans/${planId}/reported`, body: () => Promise.resolve({ lineKey: '6-1', part: 1, month: '2026-10', amount: 3, evidence: '報告書' }), other: { amount: 4 } },
    { method: 'POST', path: `/annual-plans/${planId}/copy`, body: () => Promise.resolve({}), other: { version: 1 } },
    { method: 'POST', path: '/annual-plans', body: () => Promise.resolve({ kind: 'employment_measures', plan: { ...PUBLISHED, fiscalYears: [2030], sections: PUBLISHED.sections.map((section) => ({ ...section, lines: [] })) } }), other: { kind: 'integrated_facility' } },
  ];

  it('have one effect under one key', async () => {
    for (const { method, path, body, other } of steps()) {
      const [key, sent] = [randomUUID(), await body()];
      const many = await added(() => Promise.all(Array.from({ length: TIMES }, () => sessionOf('keikaku').send(method, path, sent, key))));
      expect(many.result.map((one) => [path, good(one.status), one.body])).toEqual(many.result.map(() => [path, true, many.result[0]?.body]));
      expect(many.rows).toMatchObject({ idempotency_key: 1, audit_event: 1 });
      expect(await sessionOf('keikaku').send(method, path, { ...sent, ...other }, key)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    }
  });
});
