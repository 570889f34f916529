import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { conflict, invalidField, newId, storedOf, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { ADVERSARY } from '../domain/records';
import { ProtectionAdversaryRow } from '../persistence/protection.rows';
import { OwnProtection } from './own-protection';

export interface NameAdversaryCommand extends Readonly<TypedOf<typeof ADVERSARY>> {
  readonly id: string;
  /** 受付番号, where the other side is a client that the acting office may see. */
  readonly number?: string | undefined;
}

/** 加害者とされる者: from now on no worker and no day at one counter are shared with a client who is linked. */
@Injectable()
export class NameAdversary {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnProtection,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: NameAdversaryCommand): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const protection = await this.own.find(tx, command.id);
      if (protection.endedAt !== null) throw conflict('already_ended', 'この措置はすでに終わっています。');
      await this.reference.requireCodes(tx, tx.today, codesOf(ADVERSARY, command));
      const linked = command.number === undefined ? null : await this.clients.byNumber(tx, command.number);
      if (command.number !== undefined && linked === null) {
        throw invalidField('number', 'unknown_number', '受付番号を確かめてください。この窓口で見られる人だけを結びつけられます。');
      }
      if (linked === protection.personId) throw invalidField('number', 'same_person', '本人とは別の人の受付番号を入力してください。');
      const id = newId<'ProtectionAdversary'>();
      await tx.insert(ProtectionAdversaryRow, {
        id,
        ...(await this.clients.beginWriting(tx, protection.personId)),
        protectionId: command.id,
        ...storedOf(ADVERSARY, command),
        adversaryPersonId: linked,
      });
      await this.audit.record(tx, {
        action: 'protection.name-adversary',
        subjects: [protection.personId],
        detail: { protectionId: command.id, linked: linked !== null },
        values: [changeOf(protection.personId, null, recorded(ADVERSARY, command))],
      });
      return { id };
    });
  }
}
