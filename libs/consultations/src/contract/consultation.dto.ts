import { answerOf } from '@madoguchi/platform';
import { APPOINTMENT_SHOWN, CONSULTATION } from '../domain/records';

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

export class AppointmentDto extends answerOf(APPOINTMENT_SHOWN) {
  id: string;
  /** HH:MM. */
  plannedTime: string | null;
  staffName: string;
  own: boolean;
  version: number;
}

export class ConsultationDto extends answerOf(CONSULTATION) {
  id: string;
  caseId: string;
  authorName: string;
  officeName: string;
  /** Written by the reader's own organisation. */
  own: boolean;
  enteredAt: Date;
  /** The line that put this one right. */
  correctedById: string | null;
  nextAppointment: AppointmentDto | null;
}

export class ConsultationsDto {
  items: ConsultationDto[];
}
