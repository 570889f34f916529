import type { KeyObject } from 'node:crypto';
import { type Checkpoint, isGenuine, locatorAt } from './checkpoint';
import { type AuditRowText, leafHash } from './leaf';
import { merkleRoot } from './merkle';

/** A stored row with the leaf hash that stands beside it. */
export interface StoredAuditRow extends AuditRowText {
  readonly leaf: Buffer;
}

interface BadRecord {
  readonly kind: 'bad_checkpoint' | 'changed' | 'deleted' | 'inserted' | 'reordered' | 'cut_tail' | 'cut_file';
  readonly checkpoint: number;
  /** Position in the whole record, from 1; of the first bad row. */
  readonly position: number;
  /** Id of the first bad row, where one is there to be named. */
  readonly rowId: string | undefined;
}

export type Finding = { readonly kind: 'sound'; readonly checkpoints: number; readonly rows: number } | BadRecord;

/** Rows of the transactions from `fromXid` (inclusive) to `untilXid` (exclusive), ordered by transaction and id. */
export type RowSource = (fromXid: string, untilXid: string) => Promise<readonly StoredAuditRow[]>;

/**
 * Holds the database against the checkpoints. It needs nothing else: leaf hashes are computed from the rows here.
 * @param newestInDatabase number of the newest checkpoint that the database remembers: a shorter file was cut.
 */
export async function verifyAudit(
  checkpoints: AsyncIterable<Checkpoint>,
  key: KeyObject,
  rows: RowSource,
  newestInDatabase: number,
): Promise<Finding> {
  let previous: Checkpoint | undefined;
  let cut: BadRecord | undefined;
  for await (const checkpoint of checkpoints) {
    const before = previous?.size ?? 0;
    if (!isGenuine(checkpoint, previous, key)) return { kind: 'bad_checkpoint', checkpoint: checkpoint.number, position: before + 1, rowId: undefined };
    const stored = await rows(checkpoint.fromXid, checkpoint.untilXid);
    // Sealed rows behind a cut: what is missing is no tail.
    if (cut && stored.length > 0) return { ...cut, kind: 'deleted' };
    const bad = cut ? undefined : firstBad(checkpoint, stored);
    if (bad) {
      const record = { ...bad, checkpoint: checkpoint.number, position: before + bad.position };
      if (bad.kind !== 'cut_tail') return record;
      cut = record;
    }
    previous = checkpoint;
  }
  if (cut) return cut;
  const last = previous?.number ?? 0;
  if (last < newestInDatabase) return { kind: 'cut_file', checkpoint: last, position: (previous?.size ?? 0) + 1, rowId: undefined };
  return { kind: 'sound', checkpoints: last, rows: previous?.size ?? 0 };
}

type Bad = { readonly kind: 'changed' | 'deleted' | 'inserted' | 'reordered' | 'cut_tail'; readonly position: number; readonly rowId: string | undefined };

function firstBad(checkpoint: Checkpoint, rows: readonly StoredAuditRow[]): Bad | undefined {
  const leaves = rows.map((row) => leafHash(row));
  const forged = rows.findIndex((row, index) => !(leaves[index]?.equals(row.leaf) ?? false));
  if (forged < 0 && rows.length === checkpoint.count && merkleRoot(leaves).toString('hex') === checkpoint.root) return undefined;

  const locators = Buffer.from(checkpoint.locators, 'base64');
  const sealed = Array.from({ length: checkpoint.count }, (_, index) => locatorAt(locators, index).toString('hex'));
  const found = leaves.map((leaf) => locatorAt(leaf, 0).toString('hex'));
  const at = sealed.findIndex((locator, index) => locator !== found[index]);
  const position = (at < 0 ? checkpoint.count : at) + 1;
  const rowId = rows[position - 1]?.id;
  if (found.length < sealed.length) {
    const cut = found.every((locator, index) => locator === sealed[index]);
    return { kind: cut ? 'cut_tail' : 'deleted', position, rowId };
  }
  if (found.length > sealed.length) return { kind: 'inserted', position, rowId };
  const same = [...found].sort().join() === [...sealed].sort().join();
  return { kind: same ? 'reordered' : 'changed', position, rowId };
}
