import { CompareAccess } from '@madoguchi/access';
import { DropExpiredFiles } from '@madoguchi/exports';
import { Tidy } from '@madoguchi/platform';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, Walk } from '../../world/over-http';

// Real: the worker's jobs as role worker on PostgreSQL.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

describe('housekeeping', () => {
  it('reports a person whose masks no longer follow from the reasons, and nobody else', async () => {
    const walk = new Walk(await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'));
    const { client } = await walk.toAcceptance();
    await walk.register({ familyKana: 'ベツジン', familyName: '別人', birthDate: '1990-01-01' });
    const compare = (await t.startWorker()).context.get(CompareAccess);
    expect(await compare.run()).toEqual({ persons: [], actors: 0 });
    await t.owner.query("update access_mask set valid_until = 'infinity' where person_id = $1 and grantee_office_id <> source_organisation_id and valid_until <> 'infinity'", [client.id]);
    expect(await compare.run()).toEqual({ persons: [client.id], actors: 0 });
  });

  it('reports who is not found by what is held, as where a registration forgot to say that it is over', async () => {
    const walk = new Walk(await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'));
    const client = await walk.register({ familyKana: 'ワスレ', familyName: '忘', birthDate: '1993-01-01' });
    const compare = (await t.startWorker()).context.get(CompareAccess);
    const before = await compare.run();
    await t.owner.query("delete from search_token where person_id = $1 and token like 'k:%'", [client.id]);
    expect((await compare.run()).persons).toEqual([...before.persons, client.id].sort());
    await t.owner.query('select access_rebuild_tokens($1)', [client.id]);
    expect((await compare.run()).persons).toEqual(before.persons);
  });

  it('reports who still acts because triggers were off when the account was', async () => {
    const compare = (await t.startWorker()).context.get(CompareAccess);
    await t.owner.query("begin; set local session_replication_role = replica; update staff set disabled_at = '2026-11-20T00:00:00Z' where login = 'keikaku'; commit");
    expect((await compare.run()).actors).toBe(1);
    // Any change that triggers see puts it right.
    await t.owner.query('update staff set name = name where false');
    expect((await compare.run()).actors).toBe(0);
  });

  it('sweeps away ended sessions and old answers, and keeps what still serves', async () => {
    await t.signIn('cw1');
    const before = await t.owner.query<{ n: number }>('select count(*)::int as n from session');
    expect(before.rows[0]?.n).toBeGreaterThan(0);
    await t.owner.query('insert into sign_in_try (key, failures, failed_at, rests_until) values (sha256($1), 5, $2, $2)', ['tried', t.clock.now()]);
    const tidy = (await t.startWorker()).context.get(Tidy);
    await tidy.run();
    expect((await t.owner.query('select count(*)::int as n from session')).rows).toEqual(before.rows);
    expect((await t.owner.query('select failures as n from sign_in_try')).rows).toEqual([{ n: 5 }]);
    t.clock.addDays(4);
    await tidy.run();
    expect((await t.owner.query('select count(*)::int as n from session')).rows).toEqual([{ n: 0 }]);
    for (const table of ['idempotency_key', 'sign_in_try']) expect((await t.owner.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 0 }]);
  });

  it('takes the bytes of a file away after its last day, and keeps who asked for it', async () => {
    const cw = await t.signIn('cw1');
    const { id } = expectOk(await cw.post<{ id: string }>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月報' }));
    await t.owner.query("insert into export_chunk (export_id, position, bytes) values ($1, 99, 'a')", [id]);
    const expired = (await t.startWorker()).context.get(DropExpiredFiles);
    const chunks = async (): Promise<unknown> => (await t.owner.query('select count(*)::int as n from export_chunk where export_id = $1 and position = 99', [id])).rows;
    await expired.run();
    expect(await chunks()).toEqual([{ n: 1 }]);
    t.clock.addDays(7);
    await expired.run();
    expect(await chunks()).toEqual([{ n: 0 }]);
    expect((await t.owner.query('select count(*)::int as n from export_file where id = $1', [id])).rows).toEqual([{ n: 1 }]);
  });
});
