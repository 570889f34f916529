import { Injectable } from '@nestjs/common';
import { businessCalendar, type IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { openDays, type Thresholds } from '../domain/pattern';

interface OfStaff {
  readonly staffName: string;
  readonly day: IsoDate;
  readonly events: readonly string[];
}

export interface WithoutPart extends OfStaff {
  readonly persons: number;
}

export interface OutsideHours extends OfStaff {
  /** The office was closed on that day. */
  readonly closed: boolean;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly looks: number;
  readonly persons: number;
}

export interface OpenedByMany {
  readonly personId: string;
  readonly number: string | null;
  readonly day: IsoDate;
  readonly staff: number;
  readonly events: readonly string[];
}

export interface Refusals extends OfStaff {
  readonly action: string;
  readonly times: number;
}

const KEYS = {
  withoutPartPersons: 'audit.without_part_persons',
  withoutPartDays: 'audit.without_part_days',
  outsideLooks: 'audit.outside_looks',
  staffOfPerson: 'audit.staff_of_person',
  refusedLooks: 'audit.refused_looks',
  wrongSecrets: 'audit.wrong_secrets',
  exceptionalQuestions: 'audit.exceptional_questions',
} as const;
const HOURS = 'audit.office_hours';

/** Inclusive calendar dates, as instants of Tokyo. */
const PERIOD = "($1::date)::timestamp at time zone 'Asia/Tokyo', ($2::date + 1)::timestamp at time zone 'Asia/Tokyo'";

@Injectable()
export class PatternRepository {
  async thresholds(tx: Tx): Promise<Thresholds> {
    const rows = await tx.query<{ key: string; value: unknown }>('select key, value from setting where key = any($1)', [[...Object.values(KEYS), HOURS]]);
    const values = new Map(rows.map((row) => [row.key, row.value]));
    const number = (key: string): number => {
      const value = values.get(key);
      if (typeof value !== 'number') throw new Error(`Setting ${key} must be a number`);
      return value;
    };
    const hours = values.get(HOURS) as { readonly opens: string; readonly closes: string } | undefined;
    if (!hours) throw new Error(`Setting ${HOURS} is missing`);
    return {
      withoutPartPersons: number(KEYS.withoutPartPersons),
      withoutPartDays: number(KEYS.withoutPartDays),
      opensAt: hours.opens,
      closesAt: hours.closes,
      outsideLooks: number(KEYS.outsideLooks),
      staffOfPerson: number(KEYS.staffOfPerson),
      refusedLooks: number(KEYS.refusedLooks),
      wrongSecrets: number(KEYS.wrongSecrets),
      exceptionalQuestions: number(KEYS.exceptionalQuestions),
    };
  }

  async withoutPart(tx: Tx, from: IsoDate, until: IsoDate, limits: Thresholds): Promise<readonly WithoutPart[]> {
    return tx.query(
      `select s.name as "staffName", p.day, p.persons, p.events from audit_opened_without_part(${PERIOD}, $3, $4) p join staff s on s.id = p.staff_id`,
      [from, until, limits.withoutPartPersons, limits.withoutPartDays],
    );
  }

  async outsideHours(tx: Tx, from: IsoDate, until: IsoDate, limits: Thresholds): Promise<readonly OutsideHours[]> {
    const { offices, days } = await this.openDays(tx, from, until);
    return tx.query(
      `select s.name as "staffName", p.day, p.closed, p.first_at as "firstAt", p.last_at as "lastAt", p.looks, p.persons, p.events
       from audit_outside_hours(${PERIOD}, $3::time, $4::time, $5::uuid[], $6::date[], $7) p join staff s on s.id = p.staff_id`,
      [from, until, limits.opensAt, limits.closesAt, offices, days, limits.outsideLooks],
    );
  }

  async openedByMany(tx: Tx, from: IsoDate, until: IsoDate, limits: Thresholds): Promise<readonly OpenedByMany[]> {
    return tx.query(`select p.person_id as "personId", p.number, p.day, p.staff, p.events from audit_opened_by_many(${PERIOD}, $3) p`, [
      from,
      until,
      limits.staffOfPerson,
    ]);
  }

  async refusals(tx: Tx, from: IsoDate, until: IsoDate, limits: Thresholds): Promise<readonly Refusals[]> {
    return tx.query(
      `select s.name as "staffName", p.day, p.action, p.times, p.events from audit_repeated(${PERIOD}, $3, $4, $5) p join staff s on s.id = p.staff_id`,
      [from, until, limits.refusedLooks, limits.wrongSecrets, limits.exceptionalQuestions],
    );
  }

  /** The open days of every office of the own organisation, side by side with it. */
  private async openDays(tx: Tx, from: IsoDate, until: IsoDate): Promise<{ readonly offices: readonly string[]; readonly days: readonly string[] }> {
    const holidays = await tx.query<{ day: IsoDate }>('select h.day from holiday h');
    const offices = await tx.query<{ id: string; closures: IsoDate[] }>(
      `select o.id, array(select c.day::text from office_closure c where c.office_id = o.id) as closures
       from office o where o.organisation_id = (select current_organisation())`,
    );
    const pairs = offices.flatMap(({ id, closures }) =>
      openDays(businessCalendar({ holidays: holidays.map((one) => one.day), closures }), from, until).map((day) => ({ id, day })),
    );
    return { offices: pairs.map((one) => one.id), days: pairs.map((one) => one.day) };
  }
}
