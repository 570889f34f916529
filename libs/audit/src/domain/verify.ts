import type { KeyObject } from 'node:crypto';
import { type Checkpoint, hashOf, isGenuine, locatorAt } from './checkpoint';
import { type Lineage, lineageOf, parted } from './lineage';
import { type AuditRowText, leafHash } from './leaf';
import { merkleRoot } from './merkle';

/** What is younger may still be on its way: the sealer's next turn, a second process between file and commit. */
export const GRACE_MS = 60_000;
/** A request that takes long writes its row after the checkpoint that its time belongs to. */
const WINDOW_SLACK_MS = 10 * 60_000;

/** A stored row with the leaf hash that stands beside it. */
export interface StoredAuditRow extends AuditRowText {
  readonly leaf: Buffer | null;
}

/** What the database remembers of a checkpoint. */
export interface RememberedCheckpoint {
  readonly untilXid: string | null;
  readonly size: string | null;
  readonly hash: string | null;
  /** Milliseconds since 1970, with their microseconds. */
  readonly sealedAt: string | null;
}

/** The database that is held against the checkpoints, all in one snapshot. */
export interface RecordSource {
  /** Rows of the transactions from `fromXid` (inclusive) to `untilXid` (exclusive), ordered by transaction and id. */
  rows(fromXid: string, untilXid: string): Promise<readonly StoredAuditRow[]>;
  checkpoint(number: number): Promise<RememberedCheckpoint | undefined>;
  /** How many checkpoints the database remembers, and the newest number: a shorter file was cut. */
  readonly remembered: { readonly count: number; readonly newest: number };
}

export interface BadRecord {
  readonly kind:
    | 'bad_checkpoint'
    | 'changed'
    | 'deleted'
    | 'inserted'
    | 'reordered'
    | 'cut_tail'
    | 'cut_file'
    /** Sealed as it stands, with a time at which it cannot have been written. */
    | 'wrong_time'
    /** What the database remembers of a checkpoint is not what was signed. */
    | 'wrong_checkpoint_row'
    /** More or fewer events are missing behind a restored backup than was signed when it was restored. */
    | 'wrong_loss';
  readonly checkpoint: number;
  /** Position in the whole record, from 1; of the first bad row. */
  readonly position: number;
  /** Id of the first bad row, where one is there to be named. */
  readonly rowId: string | undefined;
}

export type Finding = { readonly kind: 'sound'; readonly checkpoints: number; readonly rows: number } | BadRecord;

/**
 * Holds the events and the remembered checkpoints of a database against the signed ones. It needs nothing else: leaf hashes
 * are computed from the rows here.
 * @param restores those of the checkpoints that tell of a restore; they are read before the others, and believed once their turn has come.
 */
export async function verifyAudit(checkpoints: AsyncIterable<Checkpoint>, key: KeyObject, database: RecordSource, now: Date, restores: readonly Checkpoint[] = []): Promise<Finding> {
  const lineage: Lineage = lineageOf(restores);
  // Of the stretches that a restore left behind: events written into them after it, and how many are missing.
  let strays: readonly StoredAuditRow[] = [];
  let lost = 0;
  let previous: Checkpoint | undefined;
  let cut: BadRecord | undefined;
  // What does not stop the reading: a worse finding behind it goes first.
  let minor: BadRecord | undefined;
  let remembered = 0;
  for await (const checkpoint of checkpoints) {
    const before = previous?.size ?? 0;
    if (!isGenuine(checkpoint, previous, key)) {
      return { kind: 'bad_checkpoint', checkpoint: checkpoint.number, position: before + 1, rowId: undefined };
    }
    const found = await database.rows(checkpoint.fromXid, checkpoint.untilXid);
    const restored = lineage.begins(checkpoint.number);
    if (restored && !cut && restored.lost !== lost) return { kind: 'wrong_loss', checkpoint: checkpoint.number, position: before + 1, rowId: undefined };
    let stored = restored ? [...strays, ...found] : found;
    if (lineage.leftBehind(checkpoint.number)) {
      const { own, others } = parted(checkpoint, found);
      strays = [...strays, ...others];
      lost += checkpoint.count - own.length;
      stored = own;
    } else [strays, lost] = [[], 0];
    // Sealed rows behind a cut: what is missing is no tail.
    if (cut && stored.length > 0) return { ...cut, kind: 'deleted' };
    const bad = cut || lineage.leftBehind(checkpoint.number) ? undefined : firstBad(checkpoint, stored);
    if (bad) {
      const record = { ...bad, checkpoint: checkpoint.number, position: before + bad.position };
      if (bad.kind !== 'cut_tail') return record;
      cut = record;
    }
    const row = await database.checkpoint(checkpoint.number);
    if (row) remembered += 1;
    minor ??= untimely(checkpoint, previous, stored);
    if (!agrees(checkpoint, row, stored, now)) minor ??= { kind: 'wrong_checkpoint_row', checkpoint: checkpoint.number, position: before + 1, rowId: undefined };
    previous = checkpoint;
  }
  if (cut) return cut;
  // The restore that was to account for them was told of and never came.
  if (strays.length > 0 || lost > 0) return { kind: 'wrong_loss', checkpoint: previous?.number ?? 0, position: (previous?.size ?? 0) + 1, rowId: strays[0]?.id ?? undefined };
  const [last, size] = [previous?.number ?? 0, previous?.size ?? 0];
  if (last < database.remembered.newest) return { kind: 'cut_file', checkpoint: last, position: size + 1, rowId: undefined };
  if (minor) return minor;
  if (remembered !== database.remembered.count) return { kind: 'wrong_checkpoint_row', checkpoint: last, position: size + 1, rowId: undefined };
  return { kind: 'sound', checkpoints: last, rows: size };
}

/** The first row whose time lies outside the stretch in which its transaction ended. */
function untimely(checkpoint: Checkpoint, previous: Checkpoint | undefined, rows: readonly StoredAuditRow[]): BadRecord | undefined {
  const from = previous ? Date.parse(previous.at) - WINDOW_SLACK_MS : -Infinity;
  const until = Date.parse(checkpoint.at) + WINDOW_SLACK_MS;
  const index = rows.findIndex(({ epoch }) => !(Number(epoch) * 1_000 >= from && Number(epoch) * 1_000 <= until));
  if (index < 0) return undefined;
  return { kind: 'wrong_time', checkpoint: checkpoint.number, position: (previous?.size ?? 0) + index + 1, rowId: rows[index]?.id ?? undefined };
}

/** Whether the database remembers what was signed. For a moment a checkpoint is in the file only. */
function agrees(checkpoint: Checkpoint, row: RememberedCheckpoint | undefined, rows: readonly StoredAuditRow[], now: Date): boolean {
  const at = Date.parse(checkpoint.at);
  if (row === undefined) return now.getTime() - at <= GRACE_MS;
  if (row.untilXid !== checkpoint.untilXid || row.size !== String(checkpoint.size) || row.hash !== hashOf(checkpoint) || row.sealedAt === null) return false;
  // Until 0.4.0 a checkpoint that a killed process had left in the file was remembered with a later time.
  const earlier = rows.every(({ leafVersion }) => leafVersion === '1');
  const sealedAt = Number(row.sealedAt);
  return sealedAt === at || (earlier && sealedAt > at && sealedAt <= now.getTime());
}

type Bad = { readonly kind: 'changed' | 'deleted' | 'inserted' | 'reordered' | 'cut_tail'; readonly position: number; readonly rowId: string | undefined };

function firstBad(checkpoint: Checkpoint, rows: readonly StoredAuditRow[]): Bad | undefined {
  const leaves = rows.map((row) => leafHash(row) ?? NO_LEAF);
  const forged = rows.findIndex(({ leaf }, index) => leaf === null || !(leaves[index]?.equals(leaf) ?? false));
  if (forged < 0 && rows.length === checkpoint.count && merkleRoot(leaves).toString('hex') === checkpoint.root) return undefined;

  const locators = Buffer.from(checkpoint.locators, 'base64');
  const sealed = Array.from({ length: checkpoint.count }, (_, index) => locatorAt(locators, index).toString('hex'));
  const found = leaves.map((leaf) => locatorAt(leaf, 0).toString('hex'));
  const at = sealed.findIndex((locator, index) => locator !== found[index]);
  // Every row is as it was sealed, and the hash beside one of them is not.
  if (at < 0 && found.length === sealed.length) return { kind: 'changed', position: forged + 1, rowId: rows[forged]?.id ?? undefined };
  const position = (at < 0 ? checkpoint.count : at) + 1;
  const rowId = rows[position - 1]?.id ?? undefined;
  if (found.length < sealed.length) {
    const cut = found.every((locator, index) => locator === sealed[index]);
    return { kind: cut ? 'cut_tail' : 'deleted', position, rowId };
  }
  if (found.length > sealed.length) return { kind: 'inserted', position, rowId };
  const same = [...found].sort().join() === [...sealed].sort().join();
  return { kind: same ? 'reordered' : 'changed', position, rowId };
}

/** In place of the leaf of a row that no version could have written. */
const NO_LEAF = Buffer.alloc(32);
