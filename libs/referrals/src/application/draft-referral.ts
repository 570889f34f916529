import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { IdentityFacade } from '@madoguchi/identity';
import { conflict, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { Part } from '../domain/referral';
import { ReferralRepository } from '../persistence/referral.repository';
import { ReferralRow, ReferralStepRow } from '../persistence/referral.rows';
import { Packet, packetChange } from './packet';
import type { ReferralSaved } from './referral-moves';

export interface DraftReferralCommand {
  readonly personId: string;
  readonly caseId: string;
  readonly recipientOfficeId: string;
  readonly parts: readonly Part[];
}

/** 起案: one request a person and recipient at a time, under a consent in force. */
@Injectable()
export class DraftReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly packet: Packet,
    private readonly repository: ReferralRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: DraftReferralCommand): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, command.personId);
      await this.clients.requireCase(tx, command.personId, command.caseId);
      await this.identity.requireTakesRequests(tx, command.recipientOfficeId, 'recipientOfficeId');
      await this.packet.check(tx, command.personId, command.recipientOfficeId, command.parts);
      // A unique index refuses the second of two that come at once.
      const present = await this.repository.openOfPair(tx, command.personId, provenance.sourceOfficeId, command.recipientOfficeId);
      if (present) {
        throw conflict('referral_open', 'この送り先への支援要請がすでにあります。');
      }
      const id = newId<'Referral'>();
      await tx.insert(ReferralRow, { id, ...provenance, caseId: command.caseId, recipientOfficeId: command.recipientOfficeId, status: 'draft' });
      await this.packet.write(tx, provenance, id, command.parts);
      await tx.insert(ReferralStepRow, {
        id: newId<'ReferralStep'>(),
        referralId: id,
        personId: provenance.personId,
        officeId: provenance.sourceOfficeId,
        staffId: provenance.writtenBy,
        at: tx.now,
        requestVersion: 1,
        fromStatus: null,
        toStatus: 'draft',
      });
      await this.audit.record(tx, {
        action: 'referrals.draft',
        subjects: [provenance.personId],
        detail: { referralId: id, recipientOfficeId: command.recipientOfficeId, groups: command.parts.map((part) => part.itemGroup) },
        values: [packetChange(provenance.personId, [], command.parts)],
      });
      return { id, version: 1, status: 'draft' };
    });
  }
}
