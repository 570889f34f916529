export class ConsultationRecordedDto {
  id: string;
  version: number;
  appointmentId: string | null;
}

export class AppointmentSettledDto {
  id: string;
  version: number;
  status: string;
}

export class AppointmentDto {
  id: string;
  plannedOn: string;
  /** HH:MM. */
  plannedTime: string | null;
  place: string;
  staffName: string;
  status: string;
  own: boolean;
  version: number;
}

export class ConsultationDto {
  id: string;
  caseId: string;
  occurredOn: string;
  mode: string;
  attended: boolean;
  absenceReason: string | null;
  content: string;
  authorName: string;
  officeName: string;
  /** Written by the reader's own organisation. */
  own: boolean;
  enteredAt: Date;
  correctsId: string | null;
  /** The line that put this one right. */
  correctedById: string | null;
  nextAppointment: AppointmentDto | null;
}

export class ConsultationsDto {
  items: ConsultationDto[];
}
