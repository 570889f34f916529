import { FactReader, TransactionRunner, type Tx } from '@madoguchi/platform';
import type { MunicipalityId } from '@madoguchi/kernel';
import { DataSource } from 'typeorm';
import { MUNICIPALITY } from '../../../apps/cli/src/demo/organisations';
import { APP_SOURCE, COUNTER_SOURCE } from '../../../libs/platform/src/database/tokens';
import { startTestApp, type TestApp } from '../../support/app';

// Real: the pools of the composed application on PostgreSQL.
let t: TestApp;
let runner: TransactionRunner;
beforeAll(async () => {
  t = await startTestApp();
  runner = t.app.get(TransactionRunner, { strict: false });
});
afterAll(() => t.stop());

const SETTINGS = ['app.assignment', 'app.purpose', 'app.request', 'app.now', 'app.municipality'];

const AT_ONCE = 4;

/** Pieces of work that all are under way before any of them ends: each has a connection of its own. */
async function atOnce(times: number, begin: (together: () => Promise<void>) => Promise<void>): Promise<void> {
  let all: () => void = () => undefined;
  const together = new Promise<void>((resolve) => (all = resolve));
  let begun = 0;
  const work = (): Promise<void> => {
    begun += 1;
    if (begun === times) all();
    return together;
  };
  await Promise.all(Array.from({ length: times }, () => begin(work)));
}

/** What every connection of a pool still knows when nobody uses it. */
async function remembered(token: symbol, connections: number): Promise<readonly string[]> {
  const source = t.app.get<DataSource>(token, { strict: false });
  const runners = Array.from({ length: connections }, () => source.createQueryRunner());
  const left: string[] = [];
  for (const one of runners) {
    for (const name of SETTINGS) {
      const [row] = (await one.query("select coalesce(current_setting($1, true), '') as value", [name])) as { value: string }[];
      if (row?.value !== '') left.push(`${name} = ${row?.value}`);
    }
  }
  for (const one of runners) await one.release();
  return left;
}

describe('who acts', () => {
  it('is forgotten with the transaction, on every connection and whatever its end', async () => {
    const ctx = t.ctx('cw1');
    await atOnce(AT_ONCE, (together) => runner.run(ctx, together));
    await expect(runner.run(ctx, () => Promise.reject(new Error('planted')))).rejects.toThrow('planted');
    await t.app.get(FactReader, { strict: false }).read(MUNICIPALITY.id as MunicipalityId, (ask) => ask('select 1'));
    expect(await remembered(APP_SOURCE, AT_ONCE)).toEqual([]);
    expect(await remembered(COUNTER_SOURCE, 1)).toEqual([]);
  });

  it('was there within it', async () => {
    const ctx = t.ctx('cw1', 'report');
    const [row] = await runner.read(ctx, (tx) => tx.query<{ assignment: string; purpose: string }>("select current_setting('app.assignment') as assignment, current_setting('app.purpose') as purpose"));
    expect(row).toEqual({ assignment: ctx.assignmentId, purpose: 'report' });
  });
});

describe('the actor of a transaction', () => {
  const LIVE = `select s.id as "staffId", a.office_id as "officeId", o.organisation_id as "organisationId", o.municipality_id as "municipalityId"
    from assignment a join staff s on s.id = a.staff_id join office o on o.id = a.office_id where a.id = $1`;

  it.each(['cw1', 'navi1'])('is who acts, without another question (%s)', async (login) => {
    const ctx = t.ctx(login);
    const { rows } = await t.owner.query(LIVE, [ctx.assignmentId]);
    expect(await runner.read(ctx, (tx) => Promise.resolve(tx.actor))).toEqual(rows[0]);
  });

  it('is nobody where the assignment is not live, and that is refused only where it is asked', async () => {
    const ctx = t.ctx('cw1');
    await t.owner.query('update staff set disabled_at = now() where id = (select staff_id from assignment where id = $1)', [ctx.assignmentId]);
    await expect(runner.read(ctx, (tx) => Promise.resolve(tx.actor))).rejects.toMatchObject({ code: 'not_found' });
    expect(await runner.read(ctx, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
    const command = { key: 'a-key-of-nobody', route: 'Some.command', bodyHash: 'abc' };
    await expect(runner.run({ ...ctx, command }, () => Promise.resolve('done'))).rejects.toMatchObject({ driverError: { code: '42501' } });
    await t.owner.query('update staff set disabled_at = null');
  });

  it('takes no word into BEGIN that platform has not parsed', async () => {
    const ctx = t.ctx('cw1');
    for (const word of ["x'; select 1; --", 'a b', '']) {
      const command = { key: word, route: 'Some.command', bodyHash: 'abc' };
      await expect(runner.run({ ...ctx, command }, () => Promise.resolve('done'))).rejects.toThrow('letters, digits');
      await expect(runner.read({ ...ctx, requestId: word }, () => Promise.resolve('done'))).rejects.toThrow('letters, digits');
    }
  });
});

describe('a transaction', () => {
  it('that broke is no success, though its work goes on as if nothing were', async () => {
    const swallowed = runner.run(t.ctx('cw1'), async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'saved';
    });
    await expect(swallowed).rejects.toThrow('ROLLBACK');
  });

  it('takes its handle with it: nothing is written by a promise that was forgotten', async () => {
    const kept = await runner.run(t.ctx('cw1'), (tx) => Promise.resolve([tx] as readonly Tx[]));
    await expect(kept[0]?.query('select 1')).rejects.toThrow('This transaction is over');
  });
});

it('is one moment from its beginning to its end, however the clock goes on meanwhile', async () => {
  const ctx = t.ctx('cw1');
  let ticks = 0;
  const running = { now: () => new Date(ctx.clock.now().getTime() + (ticks += 1)) };
  const [first, second] = await runner.run({ ...ctx, clock: running }, async (tx) => {
    const moments = [tx.now, (await tx.query<{ now: Date }>('select app_now() as now'))[0]?.now, tx.ctx.clock.now()];
    running.now();
    return [moments, tx.now] as const;
  });
  expect(new Set([...first, second].map((one) => one?.toISOString())).size).toBe(1);
  expect(await runner.run({ ...ctx, clock: running }, (tx) => Promise.resolve(tx.now > second))).toBe(true);
});
