import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { type ConsentToWithdraw, type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import type { PersonId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ConsultationRepository } from '../persistence/consultation.repository';

/**
 * Withdrawal of consent: the appointments to come that both sides see until now are counted. Nothing is changed: each
 * office keeps its own, and what it wrote; the other side's closes with the cells.
 */
@Injectable()
export class AppointmentsInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'consultations';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly repository: ConsultationRepository,
    private readonly access: AccessFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async rehearse(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect> {
    const open = await this.repository.openAppointments(tx, personId);
    const shared = await this.access.sharesWith(tx, personId as PersonId, consent.recipientOfficeIds, 'consultation');
    return { appointments: open.filter((appointment) => shared || !appointment.own).length };
  }

  apply(): Promise<void> {
    return Promise.resolve();
  }
}
