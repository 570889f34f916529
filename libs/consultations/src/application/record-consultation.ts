import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { conflict, type IsoDate, newId, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { checkContact, checkNextAppointment } from '../domain/consultation';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { AppointmentRow, ConsultationRow } from '../persistence/consultation.rows';
import { appointmentDue } from './follow-up-kinds';

export interface NextAppointment {
  readonly plannedOn: IsoDate;
  /** HH:MM, where known. */
  readonly plannedTime: string | null;
  readonly place: string;
  readonly staffId: string;
}

export interface RecordConsultationCommand {
  readonly personId: string;
  readonly caseId: string | undefined;
  readonly occurredOn: IsoDate;
  readonly mode: string;
  readonly attended: boolean;
  readonly absenceReason: string | null;
  readonly content: string;
  /** The own organisation's line that this one puts right. */
  readonly correctsId: string | null;
  readonly next: NextAppointment | null;
}

/** 支援経過: one line, added and never edited, with the next appointment where one was made. */
@Injectable()
export class RecordConsultation {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ConsultationRepository,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly reference: ReferenceFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordConsultationCommand): Promise<{ id: string; version: number; appointmentId: string | null }> {
    return this.transactions.run(ctx, async (tx) => {
      checkContact(command, tx.today);
      await this.requireCodes(tx, command);
      const provenance = await this.clients.beginWriting(tx, command.personId);
      const caseId = await this.clients.resolveCase(tx, command.personId, command.caseId);
      if (command.correctsId !== null) await this.requireCorrectable(tx, command.personId, command.correctsId);
      const id = newId<'Consultation'>();
      const { occurredOn, mode, attended, absenceReason, content, correctsId } = command;
      await tx.insert(ConsultationRow, { id, ...provenance, caseId, occurredOn, mode, attended, absenceReason, content, correctsId });
      const appointmentId = command.next === null ? null : await this.arrange(tx, provenance, caseId, id, occurredOn, command.next);
      await this.audit.record(tx, {
        action: correctsId === null ? 'consultations.record' : 'consultations.correct',
        subjects: [command.personId],
        detail: { consultationId: id, ...(correctsId === null ? {} : { correctsId }), ...(appointmentId === null ? {} : { appointmentId }) },
      });
      return { id, version: 1, appointmentId };
    });
  }

  private async requireCodes(tx: Tx, command: RecordConsultationCommand): Promise<void> {
    await this.reference.requireCodes(tx, command.occurredOn, [
      ['consultation_mode', command.mode, 'mode', '方法'],
      ['absence_reason', command.absenceReason, 'absenceReason', '理由'],
    ]);
  }

  /** A line is put right once; a wrong correction is itself corrected, so that the newest word is always one. */
  private async requireCorrectable(tx: Tx, personId: string, consultationId: string): Promise<void> {
    if (!(await this.repository.isOwnLine(tx, personId, consultationId))) throw notFound();
    if (await this.repository.isCorrected(tx, personId, consultationId)) {
      throw conflict('already_corrected', 'この記録はすでに訂正されています。訂正後の記録を訂正してください。');
    }
  }

  private async arrange(
    tx: Tx,
    provenance: Provenance,
    caseId: string,
    consultationId: string,
    occurredOn: IsoDate,
    next: NextAppointment,
  ): Promise<string> {
    checkNextAppointment(next.plannedOn, occurredOn);
    const colleague = await this.identity.requireColleague(tx, next.staffId, 'next.staffId');
    const id = newId<'Appointment'>();
    await tx.insert(AppointmentRow, { id, ...provenance, caseId, consultationId, ...next, status: 'planned' });
    await this.followUps.open(tx, {
      officeId: provenance.sourceOfficeId,
      personId: provenance.personId,
      municipalityId: provenance.municipalityId,
      kind: appointmentDue,
      subjectId: id,
      dueOn: next.plannedOn,
      assigneeId: colleague.id,
    });
    return id;
  }
}
