import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { keyFor, masterKeyId, masterKeyNamed, type MasterKeys, openBox, sealBox, SETTINGS, type Tx } from '@madoguchi/platform';

/** Whose values a key opens: one person's, or the searches of a month (`2026-11`). */
export type KeyOwner = { readonly personId: string } | { readonly month: string };

interface WrappedKey {
  readonly id: string;
  readonly masterKeyId: string;
  readonly wrapped: Buffer | null;
}

interface OwnedKey extends WrappedKey {
  readonly personId: string | null;
  readonly month: string | null;
}

export interface ValueKey {
  readonly id: string;
  readonly owner: KeyOwner;
  /** Absent once it was destroyed. */
  readonly key: Buffer | undefined;
}

const USE = 'audit values';
const KEY_BYTES = 32;

/** The keys of sealed values. They lie in the database, wrapped by a key that is derived from the master key. */
@Injectable()
export class ValueKeys {
  constructor(@Inject(SETTINGS) private readonly masterKeys: MasterKeys) {}

  /** The key to write with, made at the first write. Of two first writes one waits, and both use the same. */
  async inUse(tx: Tx, owner: KeyOwner): Promise<{ readonly id: string; readonly key: Buffer }> {
    const [personId, month] = 'personId' in owner ? [owner.personId, null] : [null, owner.month];
    const id = randomUUID();
    const { masterKeyId: named, wrapped } = wrapKey(this.masterKeys.masterKey, id, randomBytes(KEY_BYTES));
    const [stored] = await tx.query<WrappedKey>('select * from audit_key_take($1, $2, $3, $4, $5)', [id, personId, month, named, wrapped]);
    if (!stored) throw new Error('A key was neither made nor found');
    return { id: stored.id, key: unwrapKey(this.masterKeys, stored) };
  }

  async read(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ValueKey>> {
    const rows = await tx.query<OwnedKey>('select * from audit_key_read($1::uuid[])', [[...new Set(ids)]]);
    return new Map(
      rows.map((row) => {
        const owner: KeyOwner = row.personId === null ? { month: row.month ?? '' } : { personId: row.personId };
        return [row.id, { id: row.id, owner, key: row.wrapped === null ? undefined : unwrapKey(this.masterKeys, row) }];
      }),
    );
  }
}

export interface Wrapping {
  readonly masterKeyId: string;
  readonly wrapped: Buffer;
}

function wrapKey(master: Buffer, id: string, key: Buffer): Wrapping {
  return { masterKeyId: masterKeyId(master), wrapped: sealBox(keyFor(master, USE), id, key) };
}

function unwrapKey(masterKeys: MasterKeys, row: WrappedKey): Buffer {
  if (row.wrapped === null) throw new Error('A destroyed key cannot be used');
  return openBox(keyFor(masterKeyNamed(masterKeys, row.masterKeyId), USE), row.id, row.wrapped);
}

/** The same key under the newest master key: for the rotation. */
export function rewrapValueKey(masterKeys: MasterKeys, row: { readonly id: string; readonly masterKeyId: string; readonly wrapped: Buffer }): Wrapping {
  return wrapKey(masterKeys.masterKey, row.id, unwrapKey(masterKeys, row));
}
