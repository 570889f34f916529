import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import { type PlanFile, printPlanFile, publishedPlan } from '@madoguchi/agreements';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk } from '../../world/over-http';

const PUBLISHED = publishedPlan('yamaguchi-r6').plan;

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let city: ApiSession;
let bureau: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  [city, bureau] = [await t.signIn('keikaku'), await t.signIn('kyoku')];
});
afterAll(() => t.stop());

interface Opened {
  readonly id: string;
  readonly draft: boolean;
  readonly revises: string | null;
  readonly edition: number;
  readonly version: number;
  readonly plan: PlanFile;
  readonly editions: readonly { readonly number: number; readonly decidedOn: string; readonly decidedBy: string }[];
}

const plan = (year: number, more: Partial<PlanFile> = {}): PlanFile => ({
  ...PUBLISHED,
  agreement: { ...PUBLISHED.agreement, name: '架空の協定' },
  fiscalYears: [year],
  sections: PUBLISHED.sections.map(({ measures: _measures, ...section }) => ({ ...section, lines: section.lines.map((line) => ({ ...line, targets: line.targets.map((target) => ({ ...target, fiscalYear: year })) })) })),
  ...more,
});
const create = async (session: ApiSession, file: object): Promise<string> =>
  expectOk(await session.post<{ id: string }>('/annual-plans', { kind: 'employment_measures', plan: file })).id;
const open = async (session: ApiSession, id: string): Promise<Opened> => expectOk(await session.get<Opened>(`/annual-plans/${id}`));
const adopt = (session: ApiSession, id: string, version: number, decidedOn = '2026-04-10') =>
  session.post<{ id?: string; code?: string }>(`/annual-plans/${id}/adopt`, { version, decidedOn, decidedBy: '令和8年度 第1回運営協議会' });

describe('a plan that a planner brings as a file', () => {
  it('is a draft that comes back byte for byte, is saved under its version, and becomes the plan of its year by a decision', async () => {
    const id = await create(city, plan(2026));
    const first = await open(city, id);
    expect(first).toMatchObject({ draft: true, revises: null, version: 1, editions: [] });
    expect(printPlanFile(first.plan)).toBe(printPlanFile(plan(2026)));

    const changed = { ...first.plan, footnotes: ['注1) 書き直した注'] };
    expect(expectOk(await city.put(`/annual-plans/${id}/plan`, { version: 1, plan: changed }))).toMatchObject({ version: 2 });
    expect(await city.put(`/annual-plans/${id}/plan`, { version: 1, plan: first.plan })).toMatchObject({ status: 412, body: { code: 'stale' } });

    expect(await adopt(city, id, 1)).toMatchObject({ status: 412 });
    expect(await adopt(city, id, 2, '2027-04-01')).toMatchObject({ status: 422, body: { code: 'future_date' } });
    expectOk(await adopt(city, id, 2));
    const adopted = await open(city, id);
    expect(adopted).toMatchObject({ draft: false, edition: 1, editions: [{ number: 1, decidedOn: '2026-04-10', decidedBy: '令和8年度 第1回運営協議会' }] });
    expect(adopted.plan.footnotes).toEqual(['注1) 書き直した注']);
    expect(await city.put(`/annual-plans/${id}/plan`, { version: adopted.version, plan: changed })).toMatchObject({ status: 409, body: { code: 'plan_adopted' } });
    expect(await city.post(`/annual-plans/${id}/discard`, { version: adopted.version })).toMatchObject({ status: 409 });
  });

  it('is refused with every fault, its place in words, and nothing is stored', async () => {
    const count = async (): Promise<unknown> => (await t.owner.query('select count(*)::int as n from annual_plan')).rows[0];
    const before = await count();
    const { title: _title, ...untitled } = plan(2027);
    const wrong = { ...untitled, sections: plan(2027).sections.map((section, n) => (n === 0 ? { ...section, lines: section.lines.map((line) => ({ ...line, label: ' ' })) } : section)) };
    const answer = await city.post<{ code: string; errors: readonly { field: string; code: string; message: string }[] }>('/annual-plans', { kind: 'employment_measures', plan: wrong });
    expect(answer).toMatchObject({ status: 422, body: { code: 'plan_faults' } });
    expect(answer.body.errors).toEqual([
      { field: 'title', code: 'item_missing', message: '計画の名称：この項目がありません。書き足してください。' },
      { field: 'sections[0].lines[0].label', code: 'text_missing', message: '「1番目の柱」の1行目、項目：空のままです。文字を入れてください。' },
      { field: 'sections[0].lines[1].label', code: 'text_missing', message: '「1番目の柱」の2行目、項目：空のままです。文字を入れてください。' },
    ]);
    expect(await count()).toEqual(before);
  });

  it('may be as large as a published plan is, and no larger', async () => {
    const text = 'あ'.repeat(1000);
    const big = (paragraphs: number): PlanFile => plan(2031, { sections: [{ key: '1', heading: '1', lines: [], text: Array.from({ length: paragraphs }, () => text) }] });
    expect(await create(city, big(600))).toEqual(expect.any(String));
    expect((await city.post('/annual-plans', { kind: 'employment_measures', plan: big(800) })).status).toBe(413);
  });

  it('has one draft a year, and a draft without lines is not adopted', async () => {
    const empty = plan(2028, { sections: [{ key: '1', heading: '1', lines: [] }] });
    const id = await create(city, empty);
    expect(await city.post('/annual-plans', { kind: 'employment_measures', plan: empty })).toMatchObject({ status: 409, body: { code: 'draft_exists' } });
    expect(await adopt(city, id, 1)).toMatchObject({ status: 409, body: { code: 'plan_empty' } });
    expectOk(await city.post(`/annual-plans/${id}/discard`, { version: 1 }));
    expect((await city.get(`/annual-plans/${id}`)).status).toBe(404);
  });
});

describe('an adopted plan', () => {
  let id: string;
  beforeAll(async () => {
    id = await create(city, plan(2025));
    expectOk(await adopt(city, id, 1, '2025-04-01'));
  });

  it('is revised by a draft that begins as it stands; what was reported and what is counted stay with it', async () => {
    const part = { lineKey: '6-1', part: 0 };
    expectOk(await city.put(`/annual-plans/${id}/lines/6-1/1`, { fact: 'placement', basis: 'events', dateBasis: 'hired_on', routes: [] }));
    expectOk(await city.post(`/annual-plans/${id}/reported`, { ...part, month: '2025-05', amount: 9, evidence: '月報' }));
    const draft = expectOk(await city.post<{ id: string }>(`/annual-plans/${id}/revise`, {})).id;
    expect(await city.post(`/annual-plans/${id}/revise`, {})).toMatchObject({ status: 409, body: { code: 'draft_exists' } });
    expect(await city.post(`/annual-plans/${draft}/reported`, { ...part, month: '2025-05', amount: 9, evidence: '月報' })).toMatchObject({ status: 409 });

    const { plan: file } = await open(city, draft);
    expect(await city.put(`/annual-plans/${draft}/plan`, { version: 1, plan: plan(2033) })).toMatchObject({ status: 409, body: { code: 'years_differ' } });
    const without = { ...file, sections: file.sections.filter((section) => !section.lines.some((line) => line.key === '6-1')) };
    expectOk(await city.put(`/annual-plans/${draft}/plan`, { version: 1, plan: without }));
    expect(await adopt(city, draft, 2, '2025-10-01')).toMatchObject({ status: 409, body: { code: 'reported_part_lost' } });

    expectOk(await city.put(`/annual-plans/${draft}/plan`, { version: 2, plan: { ...file, footnotes: ['改定後'] } }));
    expect(expectOk(await adopt(city, draft, 3, '2025-10-01'))).toEqual({ id });
    const revised = await open(city, id);
    expect(revised).toMatchObject({ draft: false, edition: 2, editions: [{ number: 2 }, { number: 1 }] });
    expect(revised.plan.footnotes).toEqual(['改定後']);
    expect((await city.get(`/annual-plans/${draft}`)).status).toBe(404);
    const { rows } = await t.owner.query<{ content: PlanFile }>('select content from annual_plan_edition where plan_id = $1 and number = 1', [id]);
    expect(rows[0]?.content.footnotes).toEqual(PUBLISHED.footnotes);
    const { parts, figures } = expectOk(await city.get<{ parts: readonly { lineKey: string; part: number; reported: unknown }[]; figures: readonly object[] }>(`/annual-plans/${id}/figures`));
    expect(parts.filter((one) => one.reported !== null)).toMatchObject([{ ...part, reported: { amount: 9, how: 'last_month', lastMonth: '2025-05' } }]);
    expect(figures).toMatchObject([{ lineKey: '6-1', part: 1, fact: 'placement' }]);
  });

  it('of two years shows what was reported in the year that is shown, and nothing of the other', async () => {
    const [first] = PUBLISHED.sections;
    const lines = (first?.lines ?? []).map((line) => ({ ...line, targets: [2025, 2026].flatMap((fiscalYear) => line.targets.map((target) => ({ ...target, fiscalYear }))) }));
    const two = await create(city, plan(2025, { agreement: { ...PUBLISHED.agreement, name: '二年の協定' }, fiscalYears: [2025, 2026], sections: [{ key: '1', heading: '1', lines }] }));
    for (const [month, amount] of [['2025-05', 4], ['2026-05', 7]] as const) {
      expectOk(await city.post(`/annual-plans/${two}/reported`, { lineKey: '1-1', part: 0, month, amount, evidence: '月報' }));
    }
    const { fiscalYear, parts } = expectOk(await city.get<{ fiscalYear: number; parts: readonly { lineKey: string; reported: unknown }[] }>(`/annual-plans/${two}/figures`));
    expect([fiscalYear, parts.find((one) => one.lineKey === '1-1')?.reported]).toEqual([2026, { amount: 7, how: 'sum', lastMonth: '2026-05' }]);
  });

  it('is not overwritten by a statement without an edition, whoever runs it', async () => {
    await expect(t.owner.query(`update annual_plan set content = content || '{"title":"書きかえ"}' where id = $1`, [id])).rejects.toThrow('edition');
    await expect(t.owner.query('update annual_plan set sample = true where id = $1', [id])).rejects.toThrow('no draft again');
  });

  it('shows all 19 parts of a plan with what was reported, and takes each kind of blank', async () => {
    const year = { lineKey: '4-2', part: 1, period: 'year', month: '2025-04', evidence: '年報' };
    expectOk(await city.post(`/annual-plans/${id}/reported`, { ...year, kind: 'dash' }));
    expect(await city.post(`/annual-plans/${id}/reported`, { ...year, lineKey: '1-1', part: 0, month: '2025-05' })).toMatchObject({ status: 422, body: { code: 'not_first_month' } });
    expect(await city.post(`/annual-plans/${id}/reported`, { ...year, lineKey: '1-1', part: 0 })).toMatchObject({ status: 422, body: { code: 'required' } });
    expect(await city.post(`/annual-plans/${id}/reported`, { ...year, lineKey: '1-1', part: 0, amount: 1.5 })).toMatchObject({ status: 422, body: { code: 'not_whole' } });
    expectOk(await city.post(`/annual-plans/${id}/reported`, { ...year, lineKey: '1-1', part: 0, kind: 'cancelled', amount: 0 }));
    const { parts } = expectOk(await city.get<{ parts: readonly { lineKey: string; part: number; target: number | null; reported: unknown }[] }>(`/annual-plans/${id}/figures`));
    expect(parts).toHaveLength(19);
    expect(parts.find((one) => one.lineKey === '4-2' && one.part === 1)).toMatchObject({ target: 80, reported: { amount: null, how: 'year' } });
    expect(parts.find((one) => one.lineKey === '1-1')).toMatchObject({ target: 389, reported: { amount: 0 } });
    const { reports } = expectOk(await city.get<{ reports: readonly object[] }>(`/annual-plans/${id}/reported/1-1/0`));
    expect(reports).toMatchObject([{ period: 'year', month: '2025-04', kind: 'cancelled', amount: 0, evidence: '年報', reportedBy: expect.any(String) as string }]);
  });
});

describe('a draft', () => {
  it('is seen in its city and by an office of no city; an agreement of no city is the bureau’s', async () => {
    const ofCity = await create(city, plan(2029));
    const ofBureau = await create(bureau, plan(2029, { agreement: { name: '県の協定', parties: [{ key: 'pref', name: '県', kind: 'prefecture' }] } }));
    expect((await bureau.get(`/annual-plans/${ofCity}`)).status).toBe(200);
    expect((await city.get(`/annual-plans/${ofBureau}`)).status).toBe(404);
    expect((await city.put(`/annual-plans/${ofBureau}/plan`, { version: 1, plan: plan(2029) })).status).toBe(404);
    expect(await bureau.put(`/annual-plans/${ofBureau}/lines/6-1/1`, { fact: 'placement', basis: 'events', dateBasis: 'hired_on', routes: [] })).toMatchObject({ status: 409, body: { code: 'counts_no_city' } });
    expect(expectOk(await bureau.get<{ figures: readonly object[] }>(`/annual-plans/${ofBureau}/figures`)).figures).toEqual([]);
  });

  it('of a copy goes with what its lines count', async () => {
    const { current } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
    const next = expectOk(await city.post<{ id: string }>(`/annual-plans/${current}/copy`)).id;
    const opened = await open(city, next);
    expect(opened).toMatchObject({ draft: true, plan: { fiscalYears: [2027] } });
    expectOk(await city.post(`/annual-plans/${next}/discard`, { version: 1 }));
    const { rows } = await t.owner.query('select 1 from annual_plan_line where plan_id = $1', [next]);
    expect(rows).toEqual([]);
  });
});
