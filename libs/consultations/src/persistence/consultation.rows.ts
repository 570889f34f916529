import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { APPOINTMENT, CONSULTATION } from '../domain/records';

@Row(CONSULTATION.table)
export class ConsultationRow extends rowOf(CONSULTATION, PersonRow) {
  @Field('uuid') caseId: string;
}

@Row(APPOINTMENT.table)
export class AppointmentRow extends rowOf(APPOINTMENT, PersonRow) {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) consultationId: string | null;
  @Field('time', { nullable: true }) plannedTime: string | null;
}
