import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { newId, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { renew } from '../domain/protection';
import type { RENEWAL } from '../domain/records';
import { ProtectionRenewalRow, ProtectionRow } from '../persistence/protection.rows';
import { ExpiryNotice } from './expiry-notice';
import { protectionDecision, protectionExpiry } from './follow-up-kinds';
import { OwnProtection } from './own-protection';

/** 支援措置の延長. An end that was asked for is taken back with it. */
@Injectable()
export class RenewProtection {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnProtection,
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly notice: ExpiryNotice,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: TypedOf<typeof RENEWAL> & { readonly id: string; readonly version: number }): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const protection = await this.own.load(tx, command.id, command.version);
      const expiresOn = renew(protection, command, tx.today);
      await tx.change(ProtectionRow, command.id, command.version, { expiresOn, endAskedBy: null, endAskedAt: null, endReason: null, answeredOn: null, answeredBy: null });
      await tx.insert(ProtectionRenewalRow, {
        id: newId<'ProtectionRenewal'>(),
        ...(await this.clients.beginWriting(tx, protection.personId)),
        protectionId: command.id,
        renewedOn: command.renewedOn,
        expiresOn,
      });
      await this.followUps.settleMine(tx, protectionExpiry, command.id, 'done');
      await this.followUps.settleMine(tx, protectionDecision, command.id, 'void');
      await this.notice.open(tx, { ...protection, expiresOn });
      await this.audit.record(tx, { action: 'protection.renew', subjects: [protection.personId], detail: { protectionId: command.id, expiresOn } });
      return { id: command.id, version: command.version + 1 };
    });
  }
}
