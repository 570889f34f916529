import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { AppointmentStatus } from '../domain/consultation';
import { APPOINTMENT_SHOWN, CONSULTATION } from '../domain/records';

export interface OwnAppointment {
  readonly id: string;
  readonly personId: string;
  readonly plannedOn: IsoDate;
  readonly status: AppointmentStatus;
  readonly version: number;
}

export type FeedLine = ShownOf<typeof CONSULTATION> & {
  readonly id: string;
  readonly caseId: string;
  readonly authorName: string;
  readonly officeName: string;
  readonly own: boolean;
  readonly enteredAt: Date;
};

export type AppointmentLine = ShownOf<typeof APPOINTMENT_SHOWN> & {
  readonly consultationId: string | null;
  readonly id: string;
  readonly plannedTime: string | null;
  readonly staffName: string;
  readonly own: boolean;
  readonly version: number;
};

const OWN = (alias: string): string => `${alias}.source_organisation_id = (select current_organisation())`;

@Injectable()
export class ConsultationRepository {
  /** Own lines and those that consent opens, the newest contact first. */
  async feed(tx: Tx, personId: string): Promise<readonly FeedLine[]> {
    return tx.query<FeedLine>(
      `select c.id, c.case_id, ${columnsOf(CONSULTATION, 'c')}, w.name as author_name, o.name as office_name, ${OWN('c')} as own, c.entered_at
       from consultation c ${scope('c', 'consultation')} join staff w on w.id = c.written_by join office o on o.id = c.source_office_id
       where c.person_id = $1 order by c.occurred_on desc, c.entered_at desc, c.id`,
      [personId],
    );
  }

  async appointments(tx: Tx, personId: string): Promise<readonly AppointmentLine[]> {
    return tx.query<AppointmentLine>(
      `select a.consultation_id, a.id, ${columnsOf(APPOINTMENT_SHOWN, 'a')}, to_char(a.planned_time, 'HH24:MI') as planned_time,
         s.name as staff_name, ${OWN('a')} as own, a.version
       from appointment a ${scope('a', 'consultation')} join staff s on s.id = a.staff_id
       where a.person_id = $1 order by a.planned_on, a.planned_time nulls last, a.id`,
      [personId],
    );
  }

  /** Whether the acting organisation wrote this line about this person. */
  async isOwnLine(tx: Tx, personId: string, consultationId: string): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from consultation c ${scope('c', 'consultation')} where c.id = $2 and c.person_id = $1 and ${OWN('c')}`,
      [personId, consultationId],
    );
    return rows.length === 1;
  }

  async isCorrected(tx: Tx, personId: string, consultationId: string): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from consultation c ${scope('c', 'consultation')} where c.person_id = $1 and c.corrects_id = $2`,
      [personId, consultationId],
    );
    return rows.length > 0;
  }

  async ownAppointment(tx: Tx, appointmentId: string): Promise<OwnAppointment | undefined> {
    const [row] = await tx.query<OwnAppointment>(
      `select a.id, a.person_id as "personId", a.planned_on as "plannedOn", a.status, a.version
       from appointment a ${scope('a', 'consultation')} where a.id = $1 and ${OWN('a')}`,
      [appointmentId],
    );
    return row;
  }

  /** Appointments still to come that the acting office can read. */
  async openAppointments(tx: Tx, personId: string): Promise<readonly { readonly id: string; readonly own: boolean }[]> {
    return tx.query<{ id: string; own: boolean }>(
      `select a.id, ${OWN('a')} as own from appointment a ${scope('a', 'consultation')}
       where a.person_id = $1 and a.status = 'planned' order by a.planned_on, a.id`,
      [personId],
    );
  }
}
