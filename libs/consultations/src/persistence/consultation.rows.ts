import { Field, PersonRow, Row } from '@madoguchi/platform';

@Row('consultation')
export class ConsultationRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('date') occurredOn: string;
  @Field('text') mode: string;
  @Field('boolean') attended: boolean;
  @Field('text', { nullable: true }) absenceReason: string | null;
  @Field('text') content: string;
  @Field('uuid', { nullable: true }) correctsId: string | null;
}

@Row('appointment')
export class AppointmentRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) consultationId: string | null;
  @Field('date') plannedOn: string;
  @Field('time', { nullable: true }) plannedTime: string | null;
  @Field('text') place: string;
  @Field('uuid') staffId: string;
  @Field('text') status: string;
}
