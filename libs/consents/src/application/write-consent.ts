import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { recorded } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { type DueItem, FollowUpsFacade } from '@madoguchi/follow-ups';
import { addDays, compareDates, invalidField, type IsoDate, newId, type TypedOf } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { type ConsentGiven, type ConsentTaken, SIGNED, takeConsent } from '../domain/consent';
import { CONSENT, CONSENT_ENTRY } from '../domain/records';
import { ConsentRepository, type StoredForm } from '../persistence/consent.repository';
import { ConsentRow } from '../persistence/consent.row';
import { consentExpiry, consentPaper } from './follow-up-kinds';

/** To whom: one office, or an organisation with all its offices. */
export interface ConsentRecipient {
  readonly officeId: string | null;
  readonly organisationId: string;
}

export interface ConsentPaper extends Readonly<TypedOf<typeof CONSENT_ENTRY>>, Pick<ConsentGiven, 'scopes'> {}

/** What a first consent and a renewal write alike: the row, its matrix, the reminders of its end and of the scan, and what it opens. */
@Injectable()
export class WriteConsent {
  constructor(
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly repository: ConsentRepository,
  ) {}

  /** @throws DomainError `unknown_form`. */
  async formOf(tx: Tx, paper: ConsentPaper): Promise<StoredForm> {
    const form = await this.repository.formOn(tx, paper.formId, paper.givenOn);
    if (!form) throw invalidField('formId', 'unknown_form', '同意日に使われていた同意書を選択肢から選んでください。');
    return form;
  }

  /**
   * @returns the id, and what the audit record keeps of the paper.
   * @throws DomainError, see `takeConsent`.
   */
  async write(
    tx: Tx,
    provenance: Provenance,
    recipient: ConsentRecipient,
    { paper, form, renewsId }: { readonly paper: ConsentPaper; readonly form: StoredForm; readonly renewsId: string | null },
  ): Promise<{ readonly id: string; readonly paper: object }> {
    const methodMeans = await this.reference.requireCode(tx, 'consent_method', paper.method, paper.givenOn, 'method', CONSENT.fields.method.label);
    const taken = takeConsent({ ...paper, methodMeans }, form, tx.today);
    const { lastDay, scopes, ...columns } = taken;
    const id = newId<'Consent'>();
    await tx.insert(ConsentRow, {
      id,
      ...provenance,
      recipientOfficeId: recipient.officeId,
      recipientOrganisationId: recipient.organisationId,
      formId: form.id,
      ...columns,
      withdrawnOn: null,
      withdrawnAt: null,
      withdrawalNote: null,
      supportContinues: null,
      renewsId,
      supersededAt: null,
    });
    await this.repository.addScopes(tx, id, scopes);
    await this.openExpiry(tx, provenance, id, lastDay);
    if (methodMeans === SIGNED) await this.openPaper(tx, provenance, id);
    // A request accepted under an earlier consent goes on under this one.
    await this.access.syncConsents(tx, provenance.personId);
    return { id, paper: valuesOf(taken) };
  }

  private async openExpiry(tx: Tx, provenance: Provenance, consentId: string, lastDay: IsoDate): Promise<void> {
    if (compareDates(lastDay, tx.today) < 0) return;
    const notice = await this.reference.number(tx, 'consent.expiry_notice_days');
    await this.open(tx, provenance, { kind: consentExpiry, subjectId: consentId, dueOn: addDays(lastDay, -notice) });
  }

  /** The scan may follow, so that the counter is not held up; spoken words have none. */
  private async openPaper(tx: Tx, provenance: Provenance, consentId: string): Promise<void> {
    const days = await this.reference.number(tx, 'consent.paper_days');
    await this.open(tx, provenance, { kind: consentPaper, subjectId: consentId, dueOn: addDays(tx.today, days) });
  }

  private async open(tx: Tx, provenance: Provenance, item: Pick<DueItem, 'kind' | 'subjectId' | 'dueOn'>): Promise<void> {
    const present = await this.clients.caseOf(tx, provenance.personId);
    await this.followUps.open(tx, {
      officeId: provenance.sourceOfficeId,
      personId: provenance.personId,
      municipalityId: provenance.municipalityId,
      assigneeId: present?.workerId ?? null,
      ...item,
    });
  }
}

/** What the audit keeps of a consent: the day, the way, the witness, the last day and the matrix, a word a cell. */
function valuesOf(taken: ConsentTaken): object {
  return { ...recorded(CONSENT_ENTRY, taken), scopes: taken.scopes.map((one) => `${one.direction}/${one.itemGroup}/${one.purpose}`).join(' ') };
}
