import { Injectable } from '@nestjs/common';
import { AuditTrail, changeOf } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { IdentityFacade, tasksOf } from '@madoguchi/identity';
import { conflict, invalidField } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { mustReach } from '../domain/consent';
import { ConsentRepository, type StoredForm } from '../persistence/consent.repository';
import { type ConsentPaper, type ConsentRecipient, WriteConsent } from './write-consent';

export interface RecordConsentCommand extends ConsentPaper {
  readonly personId: string;
  /** An office that receives requests. */
  readonly recipientOfficeId: string;
  /** The paper names the organisation of that office with all its offices. */
  readonly wholeOrganisation?: boolean | undefined;
}

/** Records that a person let information through, to one office or to one organisation, in the words of one form. */
@Injectable()
export class RecordConsent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly repository: ConsentRepository,
    private readonly writer: WriteConsent,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordConsentCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, command.personId);
      const form = await this.writer.formOf(tx, command);
      const recipient = await this.recipientOf(tx, command, form);
      // The database refuses a second one too, under a lock on the person: two counters may save at once.
      if (await this.repository.overlapping(tx, provenance.personId, recipient)) {
        throw conflict('consent_in_force', 'この送り先への同意はすでに有効です。期限を延ばすときは更新し、内容を減らすときは項目を取りやめてください。');
      }
      const { id, paper } = await this.writer.write(tx, provenance, recipient, { paper: command, form, renewsId: null });
      await this.audit.record(tx, {
        action: 'consents.record',
        subjects: [provenance.personId],
        detail: { consentId: id, recipientOrganisationId: recipient.organisationId, formId: command.formId, method: command.method },
        values: [changeOf(provenance.personId, null, paper)],
      });
      return { id, version: 1 };
    });
  }

  private async recipientOf(tx: Tx, command: RecordConsentCommand, form: StoredForm): Promise<ConsentRecipient> {
    const acting = tx.actor;
    const office = (await this.identity.offices(tx)).find((one) => one.id === command.recipientOfficeId);
    if (!office) throw invalidField('recipientOfficeId', 'unknown_office', '送り先の窓口を選択肢から選んでください。');
    mustReach(form, { ...tasksOf(office.kind), own: office.id === acting.officeId, ownOrganisation: office.organisationId === acting.organisationId });
    return { officeId: command.wholeOrganisation === true ? null : office.id, organisationId: office.organisationId };
  }
}
