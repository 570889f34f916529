import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { type Checkpoint, fingerprintOf, hashOf, keyFingerprintOf, seal } from './checkpoint';
import { leafHash } from './leaf';
import { merkleRoot } from './merkle';
import { type RecordSource, type RememberedCheckpoint, type StoredAuditRow, verifyAudit } from './verify';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

function row(xid: number, n: number): StoredAuditRow {
  const text = {
    leafVersion: n % 2 === 0 ? '2' : '1',
    xid: String(xid),
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    at: '2026-11-20T01:00:00.000000Z',
    epoch: '1795136400.000000',
    requestId: 'r',
    assignmentId: 'a',
    staffId: 's',
    officeId: 'o',
    purpose: 'support',
    action: 'clients.open',
    subjects: `{p${n}}`,
    detail: '{}',
    sealed: n % 3 === 0 ? `["box ${n}"]` : null,
  };
  return { ...text, leaf: leafOf(text) };
}

function leafOf(text: Omit<StoredAuditRow, 'leaf'>): Buffer {
  const leaf = leafHash(text);
  if (!leaf) throw new Error('no leaf');
  return leaf;
}

const sealedAt = new Date('2026-11-20T01:00:05Z');
const now = new Date('2026-11-20T01:00:10Z');

/** Transactions 100, 101, … with one row each, sealed in three stretches. */
const rows = Array.from({ length: 30 }, (_, n) => row(100 + n, n));
const checkpoints: readonly Checkpoint[] = (() => {
  const made: Checkpoint[] = [];
  for (const [from, until] of [['100', '110'], ['110', '125'], ['125', '130']] as const) {
    const leaves = rows.filter((one) => Number(one.xid) >= Number(from) && Number(one.xid) < Number(until)).map(leafOf);
    made.push(seal({ fromXid: from, untilXid: until, leaves, at: sealedAt }, made.at(-1), privateKey));
  }
  return made;
})();

async function* lines(list: readonly Checkpoint[]): AsyncGenerator<Checkpoint> {
  for (const one of list) yield await Promise.resolve(one);
}

const rememberedOf = (one: Checkpoint): RememberedCheckpoint => ({ untilXid: one.untilXid, size: String(one.size), hash: hashOf(one), sealedAt: String(Date.parse(one.at)) });

function check(stored: readonly StoredAuditRow[], file = checkpoints, remembered = checkpoints.map(rememberedOf)) {
  const database: RecordSource = {
    rows: (from, until) => Promise.resolve(stored.filter((one) => Number(one.xid) >= Number(from) && Number(one.xid) < Number(until))),
    checkpoint: (number) => Promise.resolve(remembered[number - 1]),
    remembered: { count: remembered.length, newest: remembered.length },
  };
  return verifyAudit(lines(file), publicKey, database, now);
}

describe('the sealed record', () => {
  it('is sound when nothing was touched', async () => {
    expect(await check(rows)).toEqual({ kind: 'sound', checkpoints: 3, rows: 30 });
  });

  it('names a changed row, also when its leaf hash was changed with it', async () => {
    const lazy = rows.map((one, n) => (n === 13 ? { ...one, action: 'clients.search' } : one));
    const careful = rows.map((one, n) => (n === 13 ? { ...one, action: 'clients.search', leaf: leafOf({ ...one, action: 'clients.search' }) } : one));
    for (const stored of [lazy, careful]) {
      expect(await check(stored)).toMatchObject({ kind: 'changed', checkpoint: 2, position: 14, rowId: rows[13]?.id });
    }
  });

  it('names a deleted, an inserted and a reordered row, a cut tail and a cut file', async () => {
    expect(await check(rows.filter((_, n) => n !== 12))).toMatchObject({ kind: 'deleted', position: 13 });
    const inserted = [...rows.slice(0, 12), row(111, 99), ...rows.slice(12)];
    expect(await check(inserted)).toMatchObject({ kind: 'inserted', position: 13, rowId: '00000000-0000-4000-8000-000000000099' });
    const [a, b] = [rows[14], rows[15]];
    if (!a || !b) throw new Error('no rows');
    expect(await check([...rows.slice(0, 14), b, a, ...rows.slice(16)])).toMatchObject({ kind: 'reordered', position: 15 });
    expect(await check(rows.slice(0, 28))).toMatchObject({ kind: 'cut_tail', checkpoint: 3, position: 29 });
    // A tail over several checkpoints; and the last row of one that others follow, which is no tail.
    expect(await check(rows.slice(0, 20))).toMatchObject({ kind: 'cut_tail', checkpoint: 2, position: 21 });
    expect(await check(rows.filter((_, n) => n !== 24))).toMatchObject({ kind: 'deleted', checkpoint: 2, position: 25 });
    expect(await check(rows, checkpoints.slice(0, 2))).toMatchObject({ kind: 'cut_file', checkpoint: 2 });
  });

  it('refuses a checkpoint of another key, a changed one, and a missing one', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const forged = seal({ fromXid: '100', untilXid: '110', leaves: rows.slice(0, 9).map(leafOf), at: sealedAt }, undefined, other);
    expect(await check(rows, [forged, ...checkpoints.slice(1)])).toMatchObject({ kind: 'bad_checkpoint', checkpoint: 1 });
    const [first, second, third] = checkpoints as [Checkpoint, Checkpoint, Checkpoint];
    expect(await check(rows, [first, { ...second, count: second.count - 1 }, third])).toMatchObject({ kind: 'bad_checkpoint', checkpoint: 2 });
    expect(await check(rows, [first, third])).toMatchObject({ kind: 'bad_checkpoint', checkpoint: 3 });
  });

  it('finds any single change of any row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 29 }), fc.constantFrom('xid', 'id', 'staffId', 'officeId', 'assignmentId', 'purpose', 'subjects', 'detail', 'sealed', 'requestId', 'action', 'leafVersion'), fc.constantFrom('{x}', null, ''), async (n, field, value) => {
        const stored = rows.map((one, index) => {
          if (index !== n) return one;
          const changed = { ...one, [field]: value };
          return { ...changed, leaf: leafHash(changed) ?? one.leaf };
        });
        // A row without a transaction is not among those of any checkpoint.
        const same = rows[n]?.[field] === value;
        expect((await check(stored)).kind === 'sound').toBe(same);
      }),
    );
  });

  it('names a row with another time than its leaf says, and a sealed one whose time cannot be', async () => {
    const shifted = rows.map((one, n) => (n === 13 ? { ...one, at: '2026-11-19T01:00:00.000000Z', epoch: '1795050000.000000' } : one));
    expect(await check(shifted)).toMatchObject({ kind: 'changed', position: 14 });
    const late = [{ ...row(100, 0), epoch: '1795136400.000000' }, ...rows.slice(1)].map((one, n) => (n === 0 ? { ...one, epoch: '1895136400.000000' } : one));
    const stored = late.map((one) => ({ ...one, leaf: leafOf(one) }));
    const sealed = seal({ fromXid: '100', untilXid: '110', leaves: stored.slice(0, 10).map(leafOf), at: sealedAt }, undefined, privateKey);
    expect(await check(stored.slice(0, 10), [sealed], [rememberedOf(sealed)])).toMatchObject({ kind: 'wrong_time', position: 1, rowId: rows[0]?.id });
  });

  it('names what the database remembers otherwise, too much or not at all', async () => {
    const remembered = checkpoints.map(rememberedOf);
    for (const wrong of [{ untilXid: '126' }, { size: '24' }, { hash: 'x' }, { sealedAt: String(now.getTime()) }, { sealedAt: 'Infinity' }, { sealedAt: null }]) {
      expect(await check(rows, checkpoints, remembered.map((one, n) => (n === 1 ? { ...one, ...wrong } : one)))).toMatchObject({ kind: 'wrong_checkpoint_row', checkpoint: 2 });
    }
    // The newest may be in the file only, for a moment.
    expect(await check(rows, checkpoints, remembered.slice(0, 2))).toMatchObject({ kind: 'sound' });
  });

  it('tells one key from another', () => {
    expect(keyFingerprintOf(publicKey)).toBe(keyFingerprintOf(privateKey));
    expect(keyFingerprintOf(generateKeyPairSync('ed25519').publicKey)).not.toBe(keyFingerprintOf(publicKey));
  });

  it('has one root for one list and another for any other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }), (texts) => {
        const leaves = texts.map((text) => Buffer.from(text.padEnd(32, '.')));
        const root = merkleRoot(leaves).toString('hex');
        expect(merkleRoot([...leaves]).toString('hex')).toBe(root);
        expect(merkleRoot([...leaves].reverse()).toString('hex')).not.toBe(root);
        expect(merkleRoot(leaves.slice(1)).toString('hex')).not.toBe(root);
      }),
    );
  });

  it('prints a fingerprint that a person can compare', () => {
    expect(fingerprintOf(checkpoints[0] as Checkpoint)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });
});
