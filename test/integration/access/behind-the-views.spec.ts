import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { assignmentId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';

// Real: PostgreSQL and its roles. Whoever runs statements as the application asks the views of the gate for what they keep back.
let t: TestApp;
let app: Client;
let own: string;
let hidden: string;
const told: string[] = [];
beforeAll(async () => {
  t = await startTestApp();
  app = new Client({ connectionString: t.database.connections.app });
  await app.connect();
  app.on('notice', (notice) => told.push(notice.message ?? ''));
  ({ id: own } = await t.world.person());
  // Of another office of the same organisation.
  ({ id: hidden } = await t.world.person({ by: 'soudan' }));
  // Says what it is asked about, and looks as if it cost nothing: where it may choose, the planner asks it first.
  await t.owner.query(`create function repeats_it(p_person uuid) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', p_person; return true; end $$`);
  await t.owner.query('grant execute on function repeats_it(uuid) to madoguchi_app; analyze access_mask');
});
afterAll(async () => {
  await app.end();
  await t.stop();
});

async function asks(text: string, values: readonly unknown[] = []): Promise<readonly object[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('app.assignment', $1, true), set_config('app.purpose', 'support', true), set_config('app.now', $2, true)`, [assignmentId('cw1'), t.clock.now().toISOString()]);
    const { rows } = await app.query<object>(text, [...values]);
    return rows;
  } finally {
    await app.query('rollback');
  }
}

describe.each(['readable', 'reachable', 'access_cell'])('%s', (view) => {
  it('shows the own person and not the hidden one', async () => {
    expect(await asks(`select distinct person_id as id from ${view} where person_id = any ($1::uuid[])`, [[own, hidden]])).toEqual([{ id: own }]);
  });

  it('computes nothing that is asked beside it on a row that is kept back', async () => {
    told.length = 0;
    await asks(`select count(*) from ${view} where repeats_it(person_id)`);
    expect(told).toContain(own);
    expect(told).not.toContain(hidden);
  });

  it('fails over no row that is kept back', async () => {
    await expect(asks(`select count(*) from ${view} where (case person_id when $1 then 'a hidden one' else '1' end)::integer = 1`, [hidden])).resolves.toHaveLength(1);
    await expect(asks(`select count(*) from ${view} where 1 / (case person_id when $1 then 0 else 1 end) = 1`, [hidden])).resolves.toHaveLength(1);
    await expect(asks(`select count(*) from ${view} where (case person_id when $1 then 'the own one' else '1' end)::integer = 1`, [own])).rejects.toMatchObject({ code: '22P02' });
  });

  it('plans for the hidden one as for nobody', async () => {
    const planFor = async (person: string): Promise<string> => JSON.stringify(await asks(`explain select * from ${view} where person_id = '${person}'`)).replaceAll(person, 'somebody');
    expect(await planFor(hidden)).toBe(await planFor(randomUUID()));
  });
});

it('would show all of it without the barrier: the tests above can fail', async () => {
  await t.owner.query('alter view readable reset (security_barrier)');
  try {
    told.length = 0;
    await asks('select count(*) from readable where repeats_it(person_id)');
    expect(told).toContain(hidden);
  } finally {
    await t.owner.query('alter view readable set (security_barrier = true)');
  }
});

it.each(['readable', 'reachable', 'access_cell'])('nobody is shown anything by %s', async (view) => {
  const { rows } = await app.query<{ n: number }>(`select count(*)::integer as n from ${view}`);
  expect(rows).toEqual([{ n: 0 }]);
});

it.each(['select 1 from access_mask', 'select count(*) from access_mask', "copy access_mask to stdout", 'delete from readable', 'update readable set groups = -1', 'update access_cell set valid_until = $$infinity$$'])(
  'the application may not: %s',
  async (text) => {
    await expect(asks(text)).rejects.toMatchObject({ code: expect.stringMatching(/^42501$|^55000$/) as string });
  },
);

describe('the bits', () => {
  it('of policies and of the database are the same, and a bit is one group’s', async () => {
    await expect(t.owner.query("update item_group set bit = 1 where code = 'contact'")).rejects.toMatchObject({ code: '23505' });
    await expect(t.owner.query("insert into item_group (code, label, sort, shareable) values ('another', '別', 99, true)")).rejects.toMatchObject({ code: '23502' });
  });
});
