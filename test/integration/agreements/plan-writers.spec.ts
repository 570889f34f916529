import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { assignmentId, OFFICES } from '../../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let city: ApiSession;
let published: string;
/** The draft of the present fiscal year. */
let plan: string;
beforeAll(async () => {
  t = await startTestApp();
  city = await t.signIn('keikaku');
  ({ published, current: plan } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
});
afterAll(() => t.stop());

const figure = { lineKey: '6-1', part: 0, month: '2026-05', amount: 3, evidence: '安定所の月報' };
const report = (session: ApiSession, amount: number) => session.post<{ code?: string; version?: number }>(`/annual-plans/${plan}/reported`, { ...figure, amount });

describe('a plan', () => {
  it('is copied to the next year once when two ask at the same time', async () => {
    const answers = await Promise.all([city, await t.signIn('kyoku')].map((one) => one.post(`/annual-plans/${plan}/copy`)));
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  it('takes one figure a month, whoever reports it at the same time', async () => {
    const answers = await Promise.all([report(city, 3), report(await t.signIn('kyoku'), 4)]);
    expect(answers.every((one) => one.status === 200 || one.status === 409 || one.status === 412)).toBe(true);
    const { rows } = await t.owner.query('select count(*)::int as n from reported_figure where plan_id = $1', [plan]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('replaces a figure only for who has seen it', async () => {
    const other = { ...figure, month: '2026-06' };
    const send = (body: object) => city.post<{ code?: string; version?: number; title?: string; current?: { version: number; amount: number } }>(`/annual-plans/${plan}/reported`, { ...other, ...body });
    expect(await send({ amount: 7 })).toMatchObject({ status: 200, body: { version: 1 } });
    const unseen = await send({ amount: 8 });
    expect(unseen).toMatchObject({ status: 412, body: { code: 'stale', current: { version: 1, amount: 7 } } });
    expect(unseen.body.title).toContain('7として保存されています');
    expect(await send({ amount: 8, version: unseen.body.current?.version })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await send({ amount: 9, version: 1 })).toMatchObject({ status: 412, body: { current: { version: 2, amount: 8 } } });
    const { rows } = await t.owner.query("select amount from reported_figure where plan_id = $1 and month = '2026-06-01'", [plan]);
    expect(rows.map((row: { amount: string }) => Number(row.amount))).toEqual([8]);
  });

  it('of another city can be read when it is adopted, and not written, by the use case and by the database alone', async () => {
    const elsewhere = randomUUID();
    await t.owner.query("insert into municipality (id, code, name) values ($1, '999999', '別の市')", [elsewhere]);
    const stay = await t.owner.query<{ municipality_id: string }>('select municipality_id from office where id = $1', [OFFICES.labourPolicy.id]);
    await t.owner.query('update office set municipality_id = $2 where id = $1', [OFFICES.labourPolicy.id, elsewhere]);
    try {
      expect((await city.get(`/annual-plans/${published}`)).status).toBe(200);
      expect((await city.get(`/annual-plans/${plan}`)).status).toBe(404);
      expect((await report(city, 5)).status).toBe(404);
      expect((await city.post(`/annual-plans/${plan}/copy`)).status).toBe(404);
      expect(await linesChangedBy('keikaku')).toBe(0);
    } finally {
      await t.owner.query('update office set municipality_id = $2 where id = $1', [OFFICES.labourPolicy.id, stay.rows[0]?.municipality_id]);
    }
    expect(await linesChangedBy('cw1')).toBe(0);
    expect(await linesChangedBy('keikaku')).toBeGreaterThan(0);
  });
});

/** Rows that a bare statement of the runtime role reaches, without any use case before it. */
async function linesChangedBy(login: string): Promise<number> {
  const app = new Client({ connectionString: t.settings.connections.app });
  await app.connect();
  try {
    await app.query('begin');
    await app.query("select set_config('app.assignment', $1, true), set_config('app.now', $2, true)", [assignmentId(login), t.clock.now().toISOString()]);
    return (await app.query('update annual_plan_line set version = version where plan_id = $1', [plan])).rowCount ?? 0;
  } finally {
    await app.end();
  }
}
