import { kindsInSource } from '../../architecture/codes/follow-up-kinds';
import { STATES } from './states';
import { seedDemo } from '../../../apps/cli/src/demo/seed';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// Real: the whole demo municipality, told by the product's own use cases on PostgreSQL as the runtime role.
jest.setTimeout(240_000);

let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const environment = (): Record<string, string> => ({
  DATA_DIR: '.data/test-demo',
  DATABASE_URL_APP: database.connections.app,
  DATABASE_URL_WORKER: database.connections.worker,
  DATABASE_URL_COUNTER: database.connections.counter,
  DATABASE_URL_QUEUE: database.connections.queue,
  SESSION_SECRET: 'test-only-session-secret-of-enough-length',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
  MADOGUCHI_CLOCK: '2026-11-20T01:00:00Z',
});
const load = () => seedDemo({ ownerUrl: database.ownerUrl, environment: environment(), clientsPerYear: 36, log: () => undefined });
const column = async (sql: string): Promise<unknown[]> => (await owner.query<{ value: unknown }>(sql)).rows.map((row) => row.value);

describe('the demo municipality', () => {
  it('refuses production mode and a database in which others work', async () => {
    expect(await seedDemo({ ownerUrl: database.ownerUrl, environment: { ...environment(), NODE_ENV: 'production' }, log: () => undefined })).toBe(false);
    await owner.query('begin');
    await owner.query("insert into staff (id, login, name) values (gen_random_uuid(), 'real', '実在')");
    await owner.query('commit');
    expect(await load()).toBe(false);
    await owner.query("delete from staff where login = 'real'");
    expect(await column('select count(*)::int as value from person')).toEqual([0]);
  });

  it('sweeps away a load that was killed half-way, and reaches every state of every record', async () => {
    await owner.query(
      `insert into agreement (id, municipality_id, kind, name) select gen_random_uuid(), id, 'employment_measures', '半端' from municipality`,
    );
    expect(await load()).toBe(true);
    expect(await column("select name as value from agreement")).toEqual(['山口市雇用対策協定']);

    const [people] = await column('select count(*)::int as value from person');
    // 36 of last year, and this year's share of 36 up to 20 November.
    expect(people).toBe(60);
    for (const [table, states] of Object.entries(STATES)) {
      expect([table, await column(`select distinct status as value from ${table} order by 1`)]).toEqual([table, [...states].sort()]);
    }
    expect((await column('select distinct kind as value from follow_up')).filter((kind) => !kindsInSource().some(({ code }) => code === kind))).toEqual([]);
    expect(await column('select distinct outcome as value from retention_check where outcome is not null order by 1')).toEqual(['employed', 'left', 'unknown']);
    expect(await column("select count(*) > 0 as value from consent where withdrawn_at is not null")).toEqual([true]);
    // What stands beside the main job can be looked at as well.
    expect(await column('select count(*)::int as value from protection where ended_at is null')).toEqual([2]);
    expect(await column('select decision as value from protection_release order by decision')).toEqual(['approved', null]);
    expect(await column('select decision as value from exceptional_answer order by decision')).toEqual(['approved', null]);
    expect(await column('select decision as value from onward_sharing order by decision')).toEqual(['approved', null]);
    expect(await column('select count(*)::int as value from consent where superseded_at is not null')).toEqual([1]);
    // Some papers are scanned, some scans followed, and some are still due; spoken words have none.
    const papers = `from consent c left join stored_file f on f.subject_id = c.id left join follow_up u on u.subject_id = c.id and u.kind = 'consent_paper'`;
    expect(await column(`select distinct concat_ws(' ', c.method, u.status, f.kind) as value ${papers} order by 1`)).toEqual(['oral', 'written done consent_paper', 'written open']);
    expect(await column(`select count(*) > 0 as value ${papers} where f.entered_at::date > c.given_on`)).toEqual([true]);
    expect(await column("select count(*)::int as value from follow_up where kind = 'consent_paper' and status = 'open' and due_on < '2026-11-06'")).toEqual([0]);
    expect(await column('select count(*)::int as value from consent_scope where narrowed_at is not null')).toEqual([2]);
    expect(await column('select status as value from disclosure_request')).toEqual(['received']);
    expect(await column('select sum(access_differences(id) + token_differences(id))::int as value from person')).toEqual([0]);
    expect(await column('select count(*)::int as value from outbox')).toEqual([0]);
  });

  it('stands beside the published plan and two years of samples', async () => {
    const { rows } = await owner.query('select fiscal_year, title, sample from annual_plan order by fiscal_year');
    expect(rows).toEqual([
      { fiscal_year: 2024, title: '令和6年度事業計画目標値一覧', sample: false },
      { fiscal_year: 2025, title: '令和7年度事業計画目標値一覧', sample: true },
      { fiscal_year: 2026, title: '令和8年度事業計画目標値一覧', sample: true },
    ]);
  });

  it('is loaded once', async () => {
    expect(await load()).toBe(false);
  });
});
