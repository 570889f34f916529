import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { type ConsentToWithdraw, type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import type { PersonId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { SupportPlansFacade } from './support-plans.facade';

/**
 * Withdrawal of consent: the running plans that both sides see until now are counted. Nothing is changed: each office
 * keeps its own plan and its review, the other side's closes with the cells.
 */
@Injectable()
export class PlansInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'support-plans';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly plans: SupportPlansFacade,
    private readonly access: AccessFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async rehearse(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect> {
    const running = await this.plans.running(tx, personId, tx.today);
    const shared = await this.access.sharesWith(tx, personId as PersonId, consent.recipientOfficeIds, 'plan');
    return { plans: running.filter((plan) => shared || !plan.own).length };
  }

  apply(): Promise<void> {
    return Promise.resolve();
  }
}
