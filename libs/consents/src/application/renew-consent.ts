import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { mustBeRenewable } from '../domain/consent';
import { ConsentRow } from '../persistence/consent.row';
import { consentExpiry, consentPaper } from './follow-up-kinds';
import { OwnConsent } from './own-consent';
import { type ConsentPaper, WriteConsent } from './write-consent';

export interface RenewConsentCommand extends ConsentPaper {
  readonly id: string;
  readonly version: number;
}

/** A new paper for the same recipient takes the place of the old one in one moment: nothing closes between them. */
@Injectable()
export class RenewConsent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownConsent: OwnConsent,
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly writer: WriteConsent,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RenewConsentCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const old = await this.ownConsent.load(tx, command.id);
      if (old.version !== command.version) throw stale({ id: old.id, version: old.version });
      mustBeRenewable(old, tx.now);
      const provenance = await this.clients.beginWriting(tx, old.personId);
      const form = await this.writer.formOf(tx, command);
      await tx.change(ConsentRow, old.id, command.version, { supersededAt: tx.now });
      const recipient = { officeId: old.recipientOfficeId, organisationId: old.recipientOrganisationId };
      const { id, paper } = await this.writer.write(tx, provenance, recipient, { paper: command, form, renewsId: old.id });
      await this.followUps.settle(tx, consentExpiry, old.id, 'done');
      // The new paper has its own.
      await this.followUps.settleMine(tx, consentPaper, old.id, 'void');
      await this.audit.record(tx, {
        action: 'consents.renew',
        subjects: [old.personId],
        detail: { consentId: id, renewsId: old.id, formId: command.formId },
        values: [changeOf(old.personId, null, paper)],
      });
      return { id, version: 1 };
    });
  }
}
