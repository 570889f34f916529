import type { Client } from 'pg';
import { schemaProblems } from '../../architecture/schema-problems';
import { Allowed } from './allowed';
import { columnsOf, compareWrites } from './bare-writes';
import { compareCalls } from './calls';
import type { Defect } from './defects/defect';
import { compareReach } from './reach';
import { compareCells, compareDrift, compareNobody, compareSecondLine, nothingCompared } from './second-line';
import type { Stage } from './stage';
import { universeOf } from './universe';

/** The checks that look at the database alone, and what each found. */
export const CHECKS = ['schema', 'rights', 'reads', 'cells', 'writes', 'calls'] as const;
export type Check = (typeof CHECKS)[number];
export type Findings = Readonly<Record<Check, readonly string[]>>;

/**
 * What the checks find while a fault is there, the writes only where no other check has noticed it; nothing of it stays.
 * @param all the others are asked even where one has noticed: which of them do is then told
 */
export async function examine(owner: Client, stage: Stage, defect: Defect | undefined, all = true): Promise<Findings> {
  const found = { schema: nothingCompared(), rights: nothingCompared(), reads: nothingCompared(), cells: nothingCompared(), writes: nothingCompared(), calls: nothingCompared() };
  await owner.query('begin');
  await owner.query("select set_config('app.now', $1, true)", [new Date(stage.model.now).toISOString()]);
  let undo: (() => void) | undefined;
  try {
    undo = await defect?.plant(owner, stage);
    const allowed = new Allowed(stage.model, await universeOf(owner));
    const columns = await columnsOf(owner);
    // A check that is stopped by the fault has noticed it.
    const unnoticed = (): boolean => CHECKS.every((name) => found[name].differences.length === 0);
    const check = async (name: Check, work: () => Promise<void>): Promise<void> => {
      if (!all && !unnoticed()) return;
      await owner.query('savepoint one_check');
      try {
        await work();
      } catch (error) {
        await owner.query('rollback to savepoint one_check');
        found[name].differences.push(`${name}: stopped by ${String(error)}`);
      }
    };
    await check('schema', async () => void found.schema.differences.push(...(await schemaProblems(owner))));
    await check('rights', () => compareReach(owner, found.rights));
    await check('cells', async () => {
      compareCells(allowed, found.cells);
      await compareDrift(owner, allowed, found.cells, true);
    });
    await check('calls', () => compareCalls(owner, allowed, found.calls));
    await owner.query('set local role madoguchi_app');
    await check('reads', async () => {
      await compareSecondLine(owner, allowed, found.reads, true);
      await owner.query("select set_config('app.assignment', '', true)");
      await compareNobody(owner, found.reads);
    });
    // By far the longest: asked where nothing else has noticed.
    if (unnoticed()) await check('writes', () => compareWrites(owner, columns, allowed, found.writes));
  } finally {
    await owner.query('rollback');
    // A plan that was made while a role had other rights would outlive them.
    await owner.query('discard plans');
    undo?.();
  }
  return { schema: found.schema.differences, rights: found.rights.differences, reads: found.reads.differences, cells: found.cells.differences, writes: found.writes.differences, calls: found.calls.differences };
}

export const noticedBy = (findings: Findings): readonly Check[] => CHECKS.filter((check) => findings[check].length > 0);
