import { type Checkpoint, locatorAt, type Restored } from './checkpoint';
import { type AuditRowText, leafHash } from './leaf';

/** Which stretches of a file of checkpoints the present database has lived through. */
export interface Lineage {
  /** Sealed after the backup from which the database was restored: it holds some of those events, or none. */
  leftBehind(number: number): boolean;
  /** What is said of the restore with which the present database goes on at this checkpoint. */
  begins(number: number): Restored | undefined;
}

/** A restore from a backup that is older than another restore leaves that one behind too. */
export function lineageOf(restores: readonly Checkpoint[]): Lineage {
  const inForce: { readonly number: number; readonly restored: Restored }[] = [];
  let known = Infinity;
  for (const { number, restored } of [...restores].sort((one, other) => other.number - one.number)) {
    if (!restored || number > known) continue;
    inForce.push({ number, restored });
    known = restored.known;
  }
  return {
    leftBehind: (asked) => inForce.some(({ number, restored }) => asked > restored.known && asked < number),
    begins: (asked) => inForce.find(({ number }) => number === asked)?.restored,
  };
}

/** The rows of a stretch that were sealed in it, unchanged; and the others, which were written into it after a restore. */
export function parted<R extends AuditRowText & { readonly leaf: Buffer | null }>(checkpoint: Checkpoint, rows: readonly R[]): { readonly own: readonly R[]; readonly others: readonly R[] } {
  const locators = Buffer.from(checkpoint.locators, 'base64');
  const sealed = new Set(Array.from({ length: checkpoint.count }, (_, index) => locatorAt(locators, index).toString('hex')));
  const own: R[] = [];
  const others: R[] = [];
  for (const row of rows) {
    const leaf = leafHash(row);
    const unchanged = leaf !== undefined && row.leaf !== null && leaf.equals(row.leaf) && sealed.delete(locatorAt(leaf, 0).toString('hex'));
    (unchanged ? own : others).push(row);
  }
  return { own, others };
}
