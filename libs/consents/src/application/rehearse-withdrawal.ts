import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { OwnConsent } from './own-consent';
import { type AffectedExport, type AffectedReferral, type WithdrawalEffect, WithdrawalParticipants } from './withdrawal-participants';
import { OWN_FOLLOW_UPS } from './withdraw-consent';

export interface WithdrawalRehearsal {
  readonly openReferrals: readonly AffectedReferral[];
  readonly plans: number;
  readonly appointments: number;
  readonly onwardSharings: number;
  readonly exports: readonly AffectedExport[];
  readonly followUps: number;
  readonly closesGroups: readonly { readonly direction: string; readonly itemGroup: string }[];
}

/** What a withdrawal would do, told before it is done; changes nothing. */
@Injectable()
export class RehearseWithdrawal {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownConsent: OwnConsent,
    private readonly participants: WithdrawalParticipants,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, id: string): Promise<WithdrawalRehearsal> {
    return this.transactions.read(ctx, async (tx) => {
      const consent = await this.ownConsent.load(tx, id);
      if (consent.withdrawnAt !== null) throw conflict('already_withdrawn', 'この同意はすでに撤回されています。');
      const endsSharing = await this.ownConsent.endsSharing(tx, consent);
      const effects: WithdrawalEffect[] = [];
      for (const participant of endsSharing ? this.participants.all() : []) {
        effects.push(await participant.rehearse(tx, consent.personId, consent));
      }
      await this.audit.record(tx, { action: 'consents.rehearse-withdrawal', subjects: [consent.personId], detail: { consentId: id } });
      const sum = (of: (effect: WithdrawalEffect) => number | undefined): number =>
        effects.reduce((total, effect) => total + (of(effect) ?? 0), 0);
      return {
        openReferrals: effects.flatMap((effect) => effect.openReferrals ?? []),
        plans: sum((effect) => effect.plans),
        appointments: sum((effect) => effect.appointments),
        onwardSharings: sum((effect) => effect.onwardSharings),
        exports: effects.flatMap((effect) => effect.exports ?? []),
        followUps: sum((effect) => effect.followUps) + (endsSharing ? OWN_FOLLOW_UPS : 0),
        closesGroups: endsSharing ? distinctGroups(consent.scopes) : [],
      };
    });
  }
}

function distinctGroups(
  scopes: readonly { readonly direction: string; readonly itemGroup: string }[],
): readonly { readonly direction: string; readonly itemGroup: string }[] {
  const byKey = new Map(scopes.map(({ direction, itemGroup }) => [`${direction}/${itemGroup}`, { direction, itemGroup }]));
  return [...byKey.values()];
}
