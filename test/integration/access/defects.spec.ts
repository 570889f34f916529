import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { scopeSeen, seenOf } from '@madoguchi/access';
import { adoptedPlan } from '../../support/adopted-plan';
import { startTestApp, type TestApp } from '../../support/app';
import { Allowed } from './allowed';
import { Chance } from './chance';
import { compareRooms, compareRows, withoutPolicies } from './checkpoint';
import { type Defect, DEFECTS } from './defects';
import { Desks } from './desks';
import { CHECKS, examine, noticedBy } from './examination';
import { actAs, compareCells, compareNobody, type Comparison, nothingCompared } from './second-line';
import { setScene } from './scene';
import { setGuardedScene } from './scene-guarded';
import { setOnwardScene } from './scene-onward';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';
import { GATED, universeOf } from './universe';

// This proves that the comparisons can fail: each planted fault must show in one of them. Every run plants the short list;
// `npm run test:mutants` names a file for what came of each, and plants them all.
const REPORT = process.env['MADOGUCHI_MUTANTS_REPORT'];
const ONLY = new RegExp(process.env['MADOGUCHI_MUTANTS_ONLY'] ?? '', 'i');
const reported = new Set(REPORT !== undefined && existsSync(REPORT) ? readFileSync(REPORT, 'utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { name: string }).name) : []);
const PLANTED = DEFECTS.filter((defect) => (REPORT === undefined ? defect.short : ONLY.test(defect.name) && !reported.has(defect.name)));
const SEED = 13;
const STEPS = 60;

jest.setTimeout(300_000);
let t: TestApp;
let stage: Stage;
let runtime: Client;
let planId: string;
beforeAll(async () => {
  t = await startTestApp();
  runtime = new Client({ connectionString: t.database.connections.app });
  await runtime.connect();
  stage = new Stage(t, await settleTown(t.owner, t.clock.now()), new Chance(SEED));
  planId = await adoptedPlan(t);
  for (let step = 1; step <= STEPS; step += 1) await oneStep(stage, step);
  await setGuardedScene(stage);
  await setOnwardScene(stage);
  await setScene(stage);
  // Somebody of every office has a file of this month, so that there is something in files to be seen.
  const desks = new Desks(stage, new Allowed(stage.model, await universeOf(t.owner)), 'files', nothingCompared());
  for (const actor of stage.model.actors.filter((one) => one.role !== 'planner')) await desks.newFile(actor);
});
afterAll(async () => {
  await runtime.end();
  await t.stop();
});

const rows = async (): Promise<Comparison> => {
  const found = nothingCompared();
  await compareRows(stage, runtime, found);
  return found;
};

it('finds no difference where nothing is planted', async () => {
  expect(await examine(t.owner, stage, undefined)).toEqual(Object.fromEntries(CHECKS.map((check) => [check, []])));
  expect((await rows()).differences).toEqual([]);
});

it('names every fault once', () => {
  expect(DEFECTS.map((defect) => defect.name).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
});

it('can still make every fault', async () => {
  const gone: string[] = [];
  await t.owner.query('begin');
  for (const { name, made } of DEFECTS) {
    await t.owner.query('savepoint fault');
    await made?.(t.owner).catch((error: Error) => gone.push(`${name}: ${error.message}`));
    await t.owner.query('rollback to savepoint fault');
  }
  await t.owner.query('rollback');
  expect(gone).toEqual([]);
});

// A run that goes on may find nothing left to plant here.
for (const defect of PLANTED) {
  it(`notices when ${defect.name}`, () => plant(defect));
}

async function plant(defect: Defect): Promise<void> {
  const { name } = defect;
  let by: readonly string[] = [];
  try {
    by = noticedBy(await examine(t.owner, stage, defect, REPORT !== undefined));
  } finally {
    // A fault that cannot be planted any more is caught by nothing.
    if (REPORT !== undefined) appendFileSync(REPORT, `${JSON.stringify({ name, kind: 'database', by })}\n`);
  }
  expect(by).not.toEqual([]);
}

it('notices an actor who outlives the transaction', async () => {
  const careless = new Client({ connectionString: t.database.connections.app });
  await careless.connect();
  await careless.query(`set app.assignment = '${stage.model.actor('kakaricho').assignment}'; set app.purpose = 'support'; set app.now = '${new Date(stage.model.now).toISOString()}'`);
  const found = nothingCompared();
  await compareNobody(careless, found);
  await careless.end();
  expect(found.differences).not.toEqual([]);
});

describe('masks and reasons that drift apart', () => {
  const drift = async (text: string): Promise<readonly string[]> => {
    await t.owner.query('create table kept as select * from access_mask');
    await t.owner.query(text);
    const { differences } = await rows();
    const allowed = new Allowed(stage.model, await universeOf(t.owner));
    const cells = nothingCompared();
    compareCells(allowed, cells);
    await t.owner.query('delete from access_mask; insert into access_mask select * from kept; drop table kept');
    expect(cells.differences).not.toEqual([]);
    return differences.filter((line) => line.startsWith('access_differences'));
  };

  it('are counted when a mask is planted', async () => {
    const text = `insert into access_mask select o.id, p.id, p.source_organisation_id, 'support', '-infinity', 'infinity', 1 << i.bit, 0
      from person p cross join office o join item_group i on i.code = 'health' where o.kind = 'hello_work' on conflict do nothing`;
    expect(await drift(text)).not.toEqual([]);
  });

  it('are counted when masks are taken away', async () => {
    expect(await drift("delete from access_mask m using item_group i where i.code = 'basic' and m.groups & (1 << i.bit) <> 0 and m.purpose = 'support'")).not.toEqual([]);
  });
});

describe('with the row policies switched off', () => {
  const roomsWith = async (text: string, undo: string, logins: readonly string[]): Promise<readonly string[]> => {
    const found = nothingCompared();
    await t.owner.query(text);
    await compareRooms(stage, planId, logins.map((login) => stage.model.actor(login)), found);
    await t.owner.query(undo);
    return found.differences.filter((line) => line.startsWith('first line alone'));
  };

  it('the rooms notice a mask that should not be there', async () => {
    const text = `create table kept as select * from access_mask;
      insert into access_mask select o.id, p.id, p.source_organisation_id, 'support', '-infinity', 'infinity', (select bit_or(1 << i.bit) from item_group i), 0
      from person p cross join office o where o.kind = 'self_reliance' on conflict do nothing`;
    expect(await roomsWith(text, 'delete from access_mask; insert into access_mask select * from kept; drop table kept', ['soudan'])).not.toEqual([]);
  });

  it('the rooms notice that a role reads more than it should', async () => {
    const text = "insert into role_item_group (role, item_group) values ('reception', 'contact'), ('administrator', 'number'), ('administrator', 'basic')";
    const undo = "delete from role_item_group where role = 'administrator' or (role = 'reception' and item_group = 'contact')";
    expect(await roomsWith(text, undo, ['uketsuke', 'counter-admin'])).not.toEqual([]);
  });

  // Two faults of the application show to the rarest reader only: the run that plants those looks as all of them.
  const EVERY_KIND = process.env['MADOGUCHI_TEST_LONG'] === '1' ? ['uketsuke', 'shuro', 'navi1', 'toukatsu', 'soudan', 'second-navi', 'counter-admin', 'cw2-at-self-reliance'] : ['shuro', 'second-navi'];

  it('and find nothing where nothing is planted', async () => {
    expect(await roomsWith('select 1', 'select 1', EVERY_KIND)).toEqual([]);
  });

  it('nor does what a statement looks up once for one person differ from the rules, row by row', async () => {
    const differences: string[] = [];
    const allowed = new Allowed(stage.model, await universeOf(t.owner));
    const persons = [...stage.model.persons.values()];
    const text = Object.entries(GATED).map(([table, group]) => `select '${table}' as t, x.id::text as k from ${table} x ${scopeSeen('x', group)}`).join(' union all ');
    await withoutPolicies(t.owner, async () => {
      for (const actor of EVERY_KIND.map((login) => stage.model.actor(login))) {
        for (const person of persons) {
          await runtime.query('begin');
          await actAs(runtime, actor, 'support', stage.model.now);
          const { rows: shown } = await runtime.query<{ t: string; k: string }>(`with ${seenOf('$1::uuid')} ${text}`, [person.id]);
          await runtime.query('rollback');
          for (const table of Object.keys(GATED)) {
            const [is, should] = [shown.filter((row) => row.t === table).map((row) => row.k), [...allowed.keysOf(table, actor, person.id, 'support')]];
            if (is.sort().join() !== should.sort().join()) differences.push(`${actor.login} ${person.number} ${table}`);
          }
        }
      }
    });
    expect(differences).toEqual([]);
  });

  it('nor at the very moment at which consents end', async () => {
    const { now } = stage.model;
    const shared = [...stage.model.consents.values()].filter((one) => stage.oracle.inForce(one) && stage.oracle.underWay(one));
    expect(shared.length).toBeGreaterThan(2);
    stage.setClock(shared.at(-1)?.until ?? now);
    expect(await roomsWith('select 1', 'select 1', ['navi1', 'second-navi', 'cw1'])).toEqual([]);
    stage.setClock(now);
  });
});
