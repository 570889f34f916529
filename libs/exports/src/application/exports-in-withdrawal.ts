import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ConsentToWithdraw, type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import type { Tx } from '@madoguchi/platform';
import { ExportRepository } from '../persistence/export.repository';

/**
 * Withdrawal of consent: files that were made from what it let through are named beforehand. Nothing has to be done to
 * them: every look at a file asks for the cells of everybody in it, and so it closes with them.
 */
@Injectable()
export class ExportsInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'exports';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly exports: ExportRepository,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async rehearse(tx: Tx, _personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect> {
    return { exports: await this.exports.closedBy(tx, consent.id) };
  }

  apply(): Promise<void> {
    return Promise.resolve();
  }
}
