import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type PersonId, stale, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { withdraw } from '../domain/consent';
import { CONSENT, type WITHDRAWAL_ENTRY } from '../domain/records';
import type { StoredConsent } from '../persistence/consent.repository';
import { ConsentRow } from '../persistence/consent.row';
import { consentExpiry, consentPaper, supportWithoutSharing } from './follow-up-kinds';
import { OwnConsent } from './own-consent';
import { WithdrawalParticipants } from './withdrawal-participants';

/** Items that this room itself adds when sharing ends: the own office asks whether support goes on. */
export const OWN_FOLLOW_UPS = 1;

/** Withdrawal of sharing is not refusal of support: that is asked apart. */
export interface WithdrawConsentCommand extends Readonly<TypedOf<typeof WITHDRAWAL_ENTRY>> {
  readonly id: string;
  readonly version: number;
}

/**
 * Ends sharing at this moment, in one transaction with everything that follows from it. Each office keeps what it wrote
 * itself; what came from the other party closes.
 */
@Injectable()
export class WithdrawConsent {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownConsent: OwnConsent,
    private readonly participants: WithdrawalParticipants,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: WithdrawConsentCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const consent = await this.ownConsent.load(tx, command.id);
      if (consent.version !== command.version) throw stale({ id: consent.id, version: consent.version });
      const { withdrawnOn, supportContinues, note } = command;
      const written = { ...withdraw(consent, withdrawnOn, { now: tx.now, today: tx.today }), supportContinues, withdrawalNote: note ?? null };
      const endsSharing = await this.ownConsent.endsSharing(tx, consent);
      await tx.change(ConsentRow, consent.id, command.version, written);
      await this.followUps.settle(tx, consentExpiry, consent.id, 'void');
      await this.followUps.settleMine(tx, consentPaper, consent.id, 'void');
      if (endsSharing) {
        for (const participant of this.participants.all()) {
          await participant.apply(tx, consent.personId, consent, { withdrawnOn, supportContinues });
        }
        await this.askWhetherSupportGoesOn(tx, consent);
      }
      await this.access.syncConsents(tx, consent.personId as PersonId);
      await this.audit.record(tx, {
        action: 'consents.withdraw',
        subjects: [consent.personId],
        detail: { consentId: consent.id, supportContinues, endsSharing },
        values: [changeOf(consent.personId, null, recorded(CONSENT, written))],
      });
      return { id: consent.id, version: command.version + 1 };
    });
  }

  private async askWhetherSupportGoesOn(tx: Tx, consent: StoredConsent): Promise<void> {
    const [recipient = consent.sourceOfficeId] = consent.recipientOfficeIds;
    const present = await this.clients.caseOf(tx, consent.personId);
    await this.followUps.open(tx, {
      officeId: consent.sourceOfficeId,
      personId: consent.personId,
      municipalityId: consent.municipalityId,
      kind: supportWithoutSharing,
      subjectId: consent.id,
      dueOn: await this.reference.openDaysAfter(tx, 'withdrawal.disposal_open_days', consent.sourceOfficeId, recipient),
      assigneeId: present?.workerId ?? null,
    });
  }
}
