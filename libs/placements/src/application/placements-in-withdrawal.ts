import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { Tx } from '@madoguchi/platform';
import { PlacementRepository } from '../persistence/placement.repository';
import { incomeReport } from './follow-up-kinds';

/**
 * Withdrawal of consent: an income report that was asked for because of the other side's placement falls away with the
 * sight of it. The placement, its checks and their due items stay with the office that looks after it.
 */
@Injectable()
export class PlacementsInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'placements';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly repository: PlacementRepository,
    private readonly followUps: FollowUpsFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  /** Nothing that the rehearsal tells of: no item is added, none of the recipient's is touched. */
  rehearse(): Promise<WithdrawalEffect> {
    return Promise.resolve({});
  }

  async apply(tx: Tx, personId: string): Promise<void> {
    for (const placement of await this.repository.lines(tx, personId)) {
      if (!placement.own) await this.followUps.settleMine(tx, incomeReport, placement.id, 'void');
    }
  }
}
