import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { conflict, newId, notFound, type StoredOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { checkContact, checkNextAppointment } from '../domain/consultation';
import { type APPOINTMENT_ENTRY, CONSULTATION } from '../domain/records';
import { ConsultationRepository } from '../persistence/consultation.repository';
import { AppointmentRow, ConsultationRow } from '../persistence/consultation.rows';
import { appointmentDue } from './follow-up-kinds';

export interface NextAppointment extends StoredOf<typeof APPOINTMENT_ENTRY> {
  /** HH:MM, where known. */
  readonly plannedTime: string | null;
}

/** `correctsId`: the own organisation's line that this one puts right. */
export interface RecordConsultationCommand extends StoredOf<typeof CONSULTATION> {
  readonly personId: string;
  readonly caseId: string | undefined;
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
      const { personId, caseId: named, next, ...contact } = command;
      const { correctsId } = contact;
      checkContact(contact, tx.today);
      if (next !== null) checkNextAppointment(next.plannedOn, contact.occurredOn);
      // The first word comes first: what is asked behind it is seen as its author sees it.
      const [provenance, caseId] = await Promise.all([
        this.clients.beginWriting(tx, personId),
        this.clients.resolveCase(tx, personId, named),
        this.reference.requireCodes(tx, contact.occurredOn, codesOf(CONSULTATION, contact)),
        correctsId === null ? undefined : this.requireCorrectable(tx, personId, correctsId),
        next === null ? undefined : this.identity.requireColleague(tx, next.staffId, 'next.staffId'),
      ]);
      const id = newId<'Consultation'>();
      await tx.insert(ConsultationRow, { id, ...provenance, caseId, ...contact });
      const appointmentId = next === null ? null : await this.arrange(tx, provenance, caseId, id, next);
      await this.audit.record(tx, {
        action: correctsId === null ? 'consultations.record' : 'consultations.correct',
        subjects: [personId],
        detail: { consultationId: id, ...(correctsId === null ? {} : { correctsId }), ...(appointmentId === null ? {} : { appointmentId }) },
      });
      return { id, version: 1, appointmentId };
    });
  }

  /** A line is put right once; a wrong correction is itself corrected, so that the newest word is always one. */
  private async requireCorrectable(tx: Tx, personId: string, consultationId: string): Promise<void> {
    const [own, corrected] = await Promise.all([this.repository.isOwnLine(tx, personId, consultationId), this.repository.isCorrected(tx, personId, consultationId)]);
    if (!own) throw notFound();
    if (corrected) {
      throw conflict('already_corrected', 'この記録はすでに訂正されています。訂正後の記録を訂正してください。');
    }
  }

  private async arrange(tx: Tx, provenance: Provenance, caseId: string, consultationId: string, next: NextAppointment): Promise<string> {
    const id = newId<'Appointment'>();
    await tx.insert(AppointmentRow, { id, ...provenance, caseId, consultationId, ...next, status: 'planned' });
    await this.followUps.open(tx, {
      officeId: provenance.sourceOfficeId,
      personId: provenance.personId,
      municipalityId: provenance.municipalityId,
      kind: appointmentDue,
      subjectId: id,
      dueOn: next.plannedOn,
      assigneeId: next.staffId,
    });
    return id;
  }
}
