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
  const LIVE = `select s.id as "staffId", a.office_id as "officeId", o.organisation_id as "organisationId", o.municipality_id as "municipalityId", a.role
    from assignment a join staff s on s.id = a.staff_id join office o on o.id = a.office_id where a.id = $1`;

  it.each(['cw1', 'navi1'])('is who acts, without another question (%s)', async (login) => {
    const ctx = t.ctx(login);
    const { rows } = await t.owner.query(LIVE, [ctx.assignmentId]);
    expect(await runner.run(ctx, (tx) => Promise.resolve(tx.actor))).toEqual(rows[0]);
    const look = await runner.read(ctx, async (tx) => [await tx.query('select 1 as one'), tx.actor]);
    expect(look).toEqual([[{ one: 1 }], rows[0]]);
  });

  it('is not known in a look before the database has answered anything', async () => {
    await expect(runner.read(t.ctx('cw1'), (tx) => Promise.resolve(tx.actor))).rejects.toThrow('before the first answer');
  });

  it('is nobody where the assignment is not live, and that is refused only where it is asked', async () => {
    const ctx = t.ctx('cw1');
    await t.owner.query('update staff set disabled_at = now() where id = (select staff_id from assignment where id = $1)', [ctx.assignmentId]);
    await expect(runner.run(ctx, (tx) => Promise.resolve(tx.actor))).rejects.toMatchObject({ code: 'not_found' });
    expect(await runner.read(ctx, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
    const command = { key: 'a-key-of-nobody', route: 'Some.command', bodyHash: 'abc' };
    await expect(runner.run({ ...ctx, command }, () => Promise.resolve('done'))).rejects.toMatchObject({ driverError: { code: '42501' } });
    await t.owner.query('update staff set disabled_at = null');
  });

  it('is set by values: a word of a request is never part of a statement', async () => {
    const word = "x', true); delete from staff; --";
    const command = { key: word, route: word, bodyHash: word };
    const request = await runner.run({ ...t.ctx('cw1'), requestId: word, command }, (tx) => tx.query("select current_setting('app.request') as request"));
    expect(request).toEqual([{ request: word }]);
    expect((await t.owner.query('select key, route, request_hash from idempotency_key where key = $1', [word])).rows).toEqual([{ key: word, route: word, request_hash: word }]);
  });
});

describe('a message', () => {
  const pid = 'select pg_backend_pid() as pid';

  it('is what is asked before anything is waited for, and answers in that order', async () => {
    const answers = await runner.run(t.ctx('cw1'), (tx) => Promise.all([1, 2, 3].map((n) => tx.query('select $1::int as n', [n]))));
    expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });

  it('runs nothing behind a statement that failed, says so of each, and leaves nothing', async () => {
    const said: string[] = [];
    const work = runner.run(t.ctx('cw1'), async (tx) => {
      const settled = await Promise.allSettled([tx.query('select 0 as zero'), tx.query('select 1 / 0'), tx.query('select 1 as one'), tx.write('select no_such_function()')]);
      said.push(...settled.map((one) => (one.status === 'fulfilled' ? 'answered' : one.reason instanceof Error ? one.reason.message : '?')));
      await tx.query('select 2').catch((error: Error) => said.push(error.message));
    });
    await expect(work).rejects.toThrow('division by zero');
    expect(said).toEqual(['answered', 'division by zero', 'Not run: a statement before it failed', 'answered', 'Not run: a statement before it failed']);
  });

  it('that failed leaves its connection as good as new, prepared statements and all', async () => {
    const ctx = t.ctx('cw1');
    const text = 'select $1::int as a_column';
    // In one message with what fails before it: sent to be parsed, and never parsed.
    await expect(runner.run(ctx, (tx) => Promise.all([tx.query('select 1 / 0'), tx.query(text, [1])]))).rejects.toThrow('division by zero');
    const both = await runner.run(ctx, async (tx) => [await tx.query(text, [2]), await tx.query(text, [3]), ...(await Promise.all([tx.query(text, [4]), tx.query(text, [5])]))]);
    expect(both.flat()).toEqual([2, 3, 4, 5].map((aColumn) => ({ aColumn })));
  });

  it('tells what a write came to where it is asked next, and at the latest at the end', async () => {
    const broken = (tx: Tx) => tx.write('insert into staff (id) values ($1)', ['no uuid']);
    await expect(runner.run(t.ctx('cw1'), broken)).rejects.toMatchObject({ driverError: { code: '22P02' } });
    const asked = runner.run(t.ctx('cw1'), async (tx) => {
      await broken(tx);
      return tx.query('select 1');
    });
    await expect(asked).rejects.toMatchObject({ driverError: { code: '22P02' } });
  });

  it('is not sent any more when the work beside it has failed: the connection is another’s', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const failing = runner.run(t.ctx('cw1'), async (tx) => {
      const beside = async (): Promise<unknown> => {
        await tx.query('select 1');
        return tx.query("select set_config('app.assignment', 'late', false)");
      };
      const before = async (): Promise<unknown> => {
        await tx.query('select 2');
        late = tx.write("select set_config('app.purpose', 'late', false)");
        throw new Error('planted');
      };
      return Promise.all([before(), beside()]);
    });
    await expect(failing).rejects.toThrow('planted');
    await late;
    expect(await remembered(APP_SOURCE, AT_ONCE)).toEqual([]);
  });

  it('whose connection is lost fails, and the next one has another', async () => {
    const lost = runner.run(t.ctx('cw1'), async (tx) => {
      const [row] = await tx.query<{ pid: number }>(pid);
      await t.owner.query('select pg_terminate_backend($1)', [row?.pid]);
      return tx.query('select 1');
    });
    await expect(lost).rejects.toThrow();
    expect(await runner.run(t.ctx('cw1'), (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });
});

describe('a transaction', () => {
  it('that broke is no success, though its work goes on as if nothing were', async () => {
    const swallowed = runner.run(t.ctx('cw1'), async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'saved';
    });
    await expect(swallowed).rejects.toThrow('division by zero');
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

describe('more work than connections', () => {
  it('waits its turn, and is turned away with a word of when to come again where that takes too long', async () => {
    const cw = await t.signIn('cw1');
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const holding = Array.from({ length: 5 }, () => runner.run(t.ctx('cw1'), () => held));
    const turnedAway = runner.run(t.ctx('cw1'), () => Promise.resolve('late'));
    const overHttp = cw.get('/follow-ups?view=office');
    await expect(turnedAway).rejects.toMatchObject({ code: 'busy', kind: 'busy' });
    const answer = await overHttp;
    expect([answer.status, answer.headers.get('retry-after'), (answer.body as { code: string }).code]).toEqual([503, '2', 'busy']);
    // So many wait that whoever comes is turned away at once, whatever was asked and by whom; health goes on being answered.
    const many = Array.from({ length: 200 }, () => runner.run(t.ctx('cw1'), () => Promise.resolve()));
    expect([(await cw.get('/follow-ups')).status, (await cw.post('/clients', {})).status, (await cw.get('/session')).status]).toEqual([503, 503, 503]);
    expect((await cw.get('/follow-ups')).headers.get('retry-after')).toBe('2');
    expect((await cw.get('/health/live')).status).toBe(200);
    letGo();
    await Promise.all([...holding, ...many]);
    expect((await cw.get('/follow-ups')).status).toBe(200);
  });
});
