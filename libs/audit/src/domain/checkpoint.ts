import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { merkleRoot } from './merkle';

/**
 * A signed statement about a stretch of the audit record: these many rows, in this order, with this root, after that
 * checkpoint. Kept as one line of JSON outside the database.
 */
export interface Checkpoint {
  readonly number: number;
  /** Rows of transactions from here (inclusive) ... */
  readonly fromXid: string;
  /** ... to here (exclusive), all of which had ended when it was made. */
  readonly untilXid: string;
  readonly count: number;
  /** Rows sealed so far, these included. */
  readonly size: number;
  readonly root: string;
  /** SHA-256 of the checkpoint before; empty for the first. */
  readonly previous: string;
  readonly at: string;
  /** First eight bytes of each leaf, base64: they locate a bad row, the root proves it. */
  readonly locators: string;
  /** Only where the database was restored just before. */
  readonly restored?: Restored;
  readonly signature: string;
}

/** That the record lives in a restored database from here on, and what that cost. */
export interface Restored {
  /** The newest checkpoint that the restored database remembered. What was sealed after it may be missing ... */
  readonly known: number;
  /** ... and so many of those events are. */
  readonly lost: number;
  /** By how much the record counts transactions ahead of the server from now on. */
  readonly ahead: string;
}

const LOCATOR_BYTES = 8;
/** A line says nothing beside what is signed. */
const FIELDS = 10;
const RESTORED_FIELDS = 3;

type Statement = Omit<Checkpoint, 'signature'>;

function bytesOf(statement: Statement): Buffer {
  const { number, fromXid, untilXid, count, size, root, previous, at, locators, restored } = statement;
  const words = [number, fromXid, untilXid, count, size, root, previous, at, locators];
  return Buffer.from(JSON.stringify(restored ? [...words, restored.known, restored.lost, restored.ahead] : words), 'utf8');
}

export function locatorsOf(leaves: readonly Buffer[]): string {
  return Buffer.concat(leaves.map((leaf) => leaf.subarray(0, LOCATOR_BYTES))).toString('base64');
}

export function locatorAt(locators: Buffer, index: number): Buffer {
  return locators.subarray(index * LOCATOR_BYTES, (index + 1) * LOCATOR_BYTES);
}

export function hashOf(checkpoint: Checkpoint): string {
  return createHash('sha256').update(bytesOf(checkpoint)).update(checkpoint.signature).digest('hex');
}

/** Seals rows behind `previous`. The range may be empty: then it says that nothing happened. */
export function seal(
  range: { readonly fromXid: string; readonly untilXid: string; readonly leaves: readonly Buffer[]; readonly at: Date; readonly restored?: Restored },
  previous: Checkpoint | undefined,
  key: KeyObject,
): Checkpoint {
  const statement: Statement = {
    number: (previous?.number ?? 0) + 1,
    fromXid: range.fromXid,
    untilXid: range.untilXid,
    count: range.leaves.length,
    size: (previous?.size ?? 0) + range.leaves.length,
    root: merkleRoot(range.leaves).toString('hex'),
    previous: previous ? hashOf(previous) : '',
    at: range.at.toISOString(),
    locators: locatorsOf(range.leaves),
    ...(range.restored ? { restored: range.restored } : {}),
  };
  return { ...statement, signature: sign(null, bytesOf(statement), key).toString('base64') };
}

/** Whether a checkpoint is what the holder of the key wrote, and follows the one before without a gap. */
export function isGenuine(checkpoint: Checkpoint, previous: Checkpoint | undefined, key: KeyObject): boolean {
  const { signature, ...statement } = checkpoint;
  return (
    typeof signature === 'string' &&
    verify(null, bytesOf(statement), key, Buffer.from(signature, 'base64')) &&
    Object.keys(checkpoint).length === FIELDS + (checkpoint.restored ? 1 : 0) &&
    (checkpoint.restored === undefined || Object.keys(checkpoint.restored).length === RESTORED_FIELDS) &&
    checkpoint.number === (previous?.number ?? 0) + 1 &&
    checkpoint.previous === (previous ? hashOf(previous) : '') &&
    (previous === undefined || checkpoint.fromXid === previous.untilXid) &&
    checkpoint.size === (previous?.size ?? 0) + checkpoint.count
  );
}

/** What a second organisation prints and keeps: it pins everything sealed so far. Groups of four, as people read them. */
export function fingerprintOf(checkpoint: Checkpoint): string {
  return inGroups(hashOf(checkpoint));
}

/** What pins the key itself, outside the folder: a folder that was signed anew with a key of its own has another. */
export function keyFingerprintOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return inGroups(createHash('sha256').update(open.export({ type: 'spki', format: 'der' })).digest('hex'));
}

function inGroups(hex: string): string {
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}
