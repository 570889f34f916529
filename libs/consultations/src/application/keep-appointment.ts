import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type AppointmentOutcome, type AppointmentStatus, settleAppointment } from '../domain/consultation';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { AppointmentRow } from '../persistence/consultation.rows';
import { appointmentDue } from './follow-up-kinds';

/** What became of an appointment; its due item is settled with it. */
@Injectable()
export class KeepAppointment {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ConsultationRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly access: AccessFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    appointmentId: string,
    version: number,
    outcome: AppointmentOutcome,
  ): Promise<{ id: string; version: number; status: AppointmentStatus }> {
    return this.transactions.run(ctx, async (tx) => {
      const appointment = await this.repository.ownAppointment(tx, appointmentId);
      if (!appointment) throw notFound();
      await this.access.mustWork(tx, appointment.personId);
      requireVersion(appointment, version);
      const status = settleAppointment(appointment.status, outcome, appointment.plannedOn, tx.today);
      await tx.change(AppointmentRow, appointmentId, version, { status });
      await this.followUps.settle(tx, appointmentDue, appointmentId, outcome === 'cancelled' ? 'void' : 'done');
      await this.audit.record(tx, { action: 'consultations.settle-appointment', subjects: [appointment.personId], detail: { appointmentId, status } });
      return { id: appointmentId, version: version + 1, status };
    });
  }
}
