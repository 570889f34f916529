import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail, changeOf } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { addDays, compareDates, conflict, invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { type ConsentGiven, type ConsentTaken, takeConsent } from '../domain/consent';
import { ConsentRepository } from '../persistence/consent.repository';
import { ConsentRow } from '../persistence/consent.row';

export interface RecordConsentCommand extends ConsentGiven {
  readonly personId: string;
  readonly recipientOfficeId: string;
  readonly formId: string;
}

/** Records that a person let information through, to one office, in the words of one form. */
@Injectable()
export class RecordConsent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly repository: ConsentRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordConsentCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.provenance(tx, command.personId);
      await this.identity.requireOffice(tx, command.recipientOfficeId, 'hello_work', 'recipientOfficeId');
      const form = await this.repository.formOn(tx, command.formId, command.givenOn);
      if (!form) throw invalidField('formId', 'unknown_form', '同意日に使われていた同意書を選択肢から選んでください。');
      const taken = takeConsent(command, form, tx.today);
      // The database refuses a second one too, under a lock on the person: two counters may save at once.
      if (await this.repository.inForce(tx, provenance.personId, command.recipientOfficeId)) {
        throw conflict('consent_in_force', 'この送り先への同意はすでに有効です。内容が変わったときは、今の同意を撤回してから登録してください。');
      }
      const id = newId<'Consent'>();
      await tx.insert(ConsentRow, {
        id,
        ...provenance,
        recipientOfficeId: command.recipientOfficeId,
        formId: form.id,
        givenOn: taken.givenOn,
        method: taken.method,
        witness: taken.witness,
        validFromAt: taken.validFromAt,
        validUntilAt: taken.validUntilAt,
        withdrawnOn: null,
        withdrawnAt: null,
        withdrawalNote: null,
        supportContinues: null,
      });
      await this.repository.addScopes(tx, id, taken.scopes);
      await this.openExpiry(tx, provenance, id, taken.lastDay);
      // A request accepted under an earlier consent goes on under this one.
      await this.access.syncConsents(tx, provenance.personId);
      await this.audit.record(tx, {
        action: 'consents.record',
        subjects: [provenance.personId],
        detail: { consentId: id, recipientOfficeId: command.recipientOfficeId, formId: form.id, method: taken.method },
        values: [changeOf(provenance.personId, null, valuesOf(taken))],
      });
      return { id, version: 1 };
    });
  }

  private async openExpiry(tx: Tx, provenance: Provenance, consentId: string, lastDay: IsoDate): Promise<void> {
    if (compareDates(lastDay, tx.today) < 0) return;
    const notice = await this.reference.number(tx, 'consent.expiry_notice_days');
    const present = await this.clients.caseOf(tx, provenance.personId);
    await this.followUps.open(tx, {
      officeId: provenance.sourceOfficeId,
      personId: provenance.personId,
      municipalityId: provenance.municipalityId,
      kind: 'consent_expiry',
      subjectId: consentId,
      dueOn: addDays(lastDay, -notice),
      assigneeId: present?.workerId ?? null,
    });
  }
}

/** What the audit keeps of a consent: the day, the way, the witness, the last day and the matrix, a word a cell. */
function valuesOf({ givenOn, method, witness, lastDay, scopes }: ConsentTaken): object {
  return { givenOn, consentMethod: method, witness, lastDay, scopes: scopes.map((one) => `${one.direction}/${one.itemGroup}/${one.purpose}`).join(' ') };
}
