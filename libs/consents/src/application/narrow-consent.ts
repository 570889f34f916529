import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type IsoDate, type PersonId, stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { type GroupOneWay, narrow } from '../domain/consent';
import { ConsentRepository, type StoredConsent } from '../persistence/consent.repository';
import { ConsentRow } from '../persistence/consent.row';
import { disposalConfirmation } from './follow-up-kinds';
import { OwnConsent } from './own-consent';

export interface NarrowConsentCommand {
  readonly id: string;
  readonly version: number;
  readonly narrowedOn: IsoDate;
  readonly groups: readonly GroupOneWay[];
}

/** The person takes some items back: they close at this moment, and whoever had received them is asked to return them. */
@Injectable()
export class NarrowConsent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownConsent: OwnConsent,
    private readonly repository: ConsentRepository,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: NarrowConsentCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const consent = await this.ownConsent.load(tx, command.id);
      if (consent.version !== command.version) throw stale({ id: consent.id, version: consent.version });
      const groups = narrow(consent, command, { now: tx.now, today: tx.today });
      await tx.change(ConsentRow, consent.id, command.version, {});
      await this.repository.narrow(tx, consent.id, groups, command.narrowedOn);
      await this.access.syncConsents(tx, consent.personId as PersonId);
      await this.askReceivers(tx, consent, command.version);
      await this.audit.record(tx, {
        action: 'consents.narrow',
        subjects: [consent.personId],
        detail: { consentId: consent.id, groups: groups.map((one) => `${one.direction}/${one.itemGroup}`) },
      });
      return { id: consent.id, version: command.version + 1 };
    });
  }

  /** 返却・廃棄の確認, in the queue of every office that has received something under this consent. */
  private async askReceivers(tx: Tx, consent: StoredConsent, round: number): Promise<void> {
    for (const officeId of await this.repository.receivers(tx, consent.id)) {
      await this.followUps.open(tx, {
        officeId,
        personId: consent.personId,
        municipalityId: consent.municipalityId,
        kind: disposalConfirmation,
        subjectId: consent.id,
        milestone: String(round),
        dueOn: await this.reference.openDaysAfter(tx, 'withdrawal.disposal_open_days', consent.sourceOfficeId, officeId),
        assigneeId: null,
      });
    }
  }
}
