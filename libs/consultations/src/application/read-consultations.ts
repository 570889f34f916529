import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { AppointmentDto, ConsultationDto } from '../contract/consultation.dto';
import { type AppointmentLine, ConsultationRepository } from '../persistence/consultation.repository';

/** The feed of one person: what the own organisation wrote and what consent opens, with the appointments made. */
@Injectable()
export class ReadConsultations {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ConsultationRepository,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<ConsultationDto[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const lines = await this.repository.feed(tx, personId);
      const appointments = await this.repository.appointments(tx, personId);
      await this.audit.record(tx, {
        action: 'consultations.read',
        subjects: [personId],
        detail: { lines: lines.length, foreign: lines.filter((line) => !line.own).map((line) => line.id) },
      });
      const made = new Map(appointments.map((one) => [one.consultationId, one]));
      const correctedBy = new Map(lines.map((line) => [line.correctsId, line.id]));
      return lines.map((line) => {
        const next = made.get(line.id);
        return { ...line, correctedById: correctedBy.get(line.id) ?? null, nextAppointment: next ? shown(next) : null };
      });
    });
  }
}

function shown({ consultationId: _made, ...appointment }: AppointmentLine): AppointmentDto {
  return appointment;
}
