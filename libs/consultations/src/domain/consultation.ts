import { compareDates, invalidField, type IsoDate, type StoredOf, transitionTable } from '@madoguchi/kernel';
import type { APPOINTMENT_STATUSES, CONSULTATION } from './records';

/** One contact with a person: when it happened, and whether the person came. */
export type Contact = Pick<StoredOf<typeof CONSULTATION>, 'occurredOn' | 'attended' | 'absenceReason'>;

export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];
export const APPOINTMENT_OUTCOMES = ['kept', 'missed', 'cancelled'] as const;
export type AppointmentOutcome = (typeof APPOINTMENT_OUTCOMES)[number];

/** 予定 → 来所・来所なし・取消. An outcome is final: another day is another appointment. */
export const APPOINTMENT_MOVES = transitionTable<AppointmentStatus, AppointmentOutcome>({
  planned: { kept: 'kept', missed: 'missed', cancelled: 'cancelled' },
  kept: {},
  missed: {},
  cancelled: {},
});

/**
 * A contact is recorded after it happened, and a reason stands exactly where nobody came or answered.
 * @throws DomainError future_date, absence_reason_required, absence_reason_not_expected.
 */
export function checkContact(contact: Contact, today: IsoDate): void {
  if (compareDates(contact.occurredOn, today) > 0) {
    throw invalidField('occurredOn', 'future_date', '相談日は今日までの日付を入力してください。');
  }
  if (!contact.attended && contact.absenceReason === null) {
    throw invalidField('absenceReason', 'absence_reason_required', '来所・応答がなかった理由を選んでください。');
  }
  if (contact.attended && contact.absenceReason !== null) {
    throw invalidField('absenceReason', 'absence_reason_not_expected', '来所・応答があったときは、理由を選ばないでください。');
  }
}

/** @throws DomainError planned_before_contact: a next appointment comes after (or on) the day on which it was made. */
export function checkNextAppointment(plannedOn: IsoDate, occurredOn: IsoDate): void {
  if (compareDates(plannedOn, occurredOn) < 0) {
    throw invalidField('next.plannedOn', 'planned_before_contact', '次回予定は、相談日以後の日付を入力してください。');
  }
}

/** @throws DomainError illegal_transition; future_date when it is said to be kept or missed before its day. */
export function settleAppointment(status: AppointmentStatus, outcome: AppointmentOutcome, plannedOn: IsoDate, today: IsoDate): AppointmentStatus {
  const next = APPOINTMENT_MOVES.next(status, outcome);
  if (outcome !== 'cancelled' && compareDates(plannedOn, today) > 0) {
    throw invalidField('status', 'future_date', '予定の日が来てから記録してください。');
  }
  return next;
}
