import { Injectable } from '@nestjs/common';
import { openBox, sealBox, type Tx } from '@madoguchi/platform';
import type { PersonValues, Sealed } from '../domain/values';
import { type KeyOwner, ValueKeys } from './value-keys';

/** As it lies in the event: ciphertext, and the key that opens it. */
export interface StoredBox {
  readonly key: string;
  /** Base64. */
  readonly box: string;
}

export interface OpenedBox {
  readonly personId: string | undefined;
  /** Absent when the key was destroyed. */
  readonly sealed: Sealed | undefined;
}

/** Seals what was changed or searched for, and opens it again. Bound to action and owner: a moved box does not open. */
@Injectable()
export class SealedValues {
  constructor(private readonly keys: ValueKeys) {}

  async seal(tx: Tx, action: string, values: readonly PersonValues[], text: string | undefined): Promise<readonly StoredBox[]> {
    const boxes: StoredBox[] = [];
    for (const { personId, before, after } of values) boxes.push(await this.sealOne(tx, action, { personId }, { before, after }));
    if (text !== undefined) boxes.push(await this.sealOne(tx, action, { month: tx.today.slice(0, 7) }, { text }));
    return boxes;
  }

  /** @throws when a ciphertext was changed, or belongs to another event: the audit record is then not sound. */
  async open(tx: Tx, action: string, boxes: readonly StoredBox[]): Promise<readonly OpenedBox[]> {
    const keys = await this.keys.read(tx, boxes.map((one) => one.key));
    return boxes.map(({ key: id, box }) => {
      const known = keys.get(id);
      const personId = known && 'personId' in known.owner ? known.owner.personId : undefined;
      if (!known?.key) return { personId, sealed: undefined };
      const plain = openBox(known.key, boundTo(action, known.owner), Buffer.from(box, 'base64'));
      return { personId, sealed: JSON.parse(plain.toString('utf8')) as Sealed };
    });
  }

  private async sealOne(tx: Tx, action: string, owner: KeyOwner, sealed: Sealed): Promise<StoredBox> {
    const { id, key } = await this.keys.inUse(tx, owner);
    return { key: id, box: sealBox(key, boundTo(action, owner), Buffer.from(JSON.stringify(sealed), 'utf8')).toString('base64') };
  }
}

function boundTo(action: string, owner: KeyOwner): string {
  return `${action} ${'personId' in owner ? owner.personId : owner.month}`;
}
