import type { ClientBase } from 'pg';
import { Allowed } from './allowed';
import { columnsOf, compareWrites } from './bare-writes';
import { Desks } from './desks';
import { type Actor, PURPOSES } from './model';
import { compareCells, compareDrift, compareNobody, compareSecondLine, type Comparison } from './second-line';
import type { Stage } from './stage';
import { TABLES, universeOf } from './universe';
import { Wire } from './wire';

/** Line two, the cells behind it, and the product's own differential. */
export async function compareRows(stage: Stage, runtime: ClientBase, into: Comparison): Promise<void> {
  const allowed = new Allowed(stage.model, await universeOf(stage.t.owner));
  await compareSecondLine(runtime, allowed, into);
  await compareNobody(runtime, into);
  compareCells(allowed, into);
  await compareDrift(stage.t.owner, allowed, into);
}

/** Line two for writing: bare statements of the runtime role that add, change and take away. */
export async function compareBareWrites(stage: Stage, runtime: ClientBase, into: Comparison): Promise<void> {
  const allowed = new Allowed(stage.model, await universeOf(stage.t.owner));
  const columns = await columnsOf(stage.t.owner);
  await runtime.query('begin');
  await compareWrites(runtime, columns, allowed, into);
  await runtime.query('rollback');
}

/** Every room for some readers: with both lines, then with every row policy switched off. */
export async function compareRooms(stage: Stage, planId: string, readers: readonly Actor[], into: Comparison): Promise<void> {
  await visitRooms(stage, planId, readers, 'both lines', into);
  await withoutPolicies(stage.t.owner, async () => {
    await visitRooms(stage, planId, readers, 'first line alone', into);
  });
}

/** Every room for some readers, with the lines as they are. */
export async function visitRooms(stage: Stage, planId: string, readers: readonly Actor[], line: string, into: Comparison): Promise<void> {
  for (const actor of readers) await visit(stage, planId, actor, line, into);
}

async function visit(stage: Stage, planId: string, actor: Actor, line: string, into: Comparison): Promise<void> {
  const allowed = new Allowed(stage.model, await universeOf(stage.t.owner));
  const desks = new Desks(stage, allowed, line, into);
  for (const person of stage.model.persons.values()) {
    for (const purpose of PURPOSES) await desks.person(actor, person, purpose);
  }
  await desks.requests(actor);
  await desks.search(actor);
  await desks.queue(actor);
  await desks.figures(actor, planId);
  await desks.files(actor);
  await desks.newFile(actor);
}

/** A few readers over HTTP. */
export async function compareWire(stage: Stage, readers: readonly Actor[], into: Comparison): Promise<void> {
  const wire = new Wire(stage, new Allowed(stage.model, await universeOf(stage.t.owner)), into);
  for (const actor of readers) await wire.visit(actor);
}

/** Row security off for every table about persons: what remains is what the queries themselves ask. */
export async function withoutPolicies(owner: ClientBase, work: () => Promise<void>): Promise<void> {
  const toggle = (word: string): Promise<unknown> => owner.query(TABLES.map((table) => `alter table ${table} ${word} row level security`).join('; '));
  await toggle('disable');
  try {
    await work();
  } finally {
    await toggle('enable');
  }
}
