import { Injectable } from '@nestjs/common';
import { addBusinessDays, bothOpen, type BusinessCalendar, businessCalendar, invalidField, type IsoDate, isoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

export interface CodeEntry {
  readonly kind: string;
  readonly code: string;
  readonly label: string;
}

/** Dated codes, settings and calendars, for later rooms. */
@Injectable()
export class ReferenceFacade {
  /** The codes that are in force on `day`, in their order. */
  async codes(tx: Tx, day: IsoDate): Promise<readonly CodeEntry[]> {
    return tx.query<CodeEntry>(
      'select kind, code, label from code where valid_from <= $1 and valid_until > $1 order by kind, sort, code',
      [day],
    );
  }

  /** Words of codes, also of those that are out of use: for what is written out of old records. */
  async labels(tx: Tx): Promise<(kind: string, code: string | null) => string | null> {
    const rows = await tx.query<CodeEntry>('select kind, code, label from code order by valid_from');
    const words = new Map(rows.map((row) => [`${row.kind}/${row.code}`, row.label]));
    return (kind, code) => (code === null ? null : (words.get(`${kind}/${code}`) ?? code));
  }

  /** @throws DomainError `unknown_code` on `field` unless `code` stands in the list on that day. */
  async requireCode(tx: Tx, kind: string, code: string, day: IsoDate, field: string, label: string): Promise<void> {
    const found = await tx.query<{ code: string }>(
      'select code from code where kind = $1 and code = $2 and valid_from <= $3 and valid_until > $3',
      [kind, code, day],
    );
    if (found.length === 0) throw invalidField(field, 'unknown_code', `${label}を選択肢から選んでください。`);
  }

  async itemGroups(tx: Tx): Promise<readonly { readonly code: string; readonly label: string; readonly locating: boolean }[]> {
    return tx.query<{ code: string; label: string; locating: boolean }>('select code, label, locating from item_group where shareable order by sort');
  }

  /** A whole number from the settings. @throws Error when the setting is missing: reference data is part of the product. */
  async number(tx: Tx, key: string): Promise<number> {
    const value = await this.setting(tx, key);
    if (typeof value !== 'number') throw new Error(`Setting ${key} must be a number`);
    return value;
  }

  async setting(tx: Tx, key: string): Promise<unknown> {
    const [row] = await tx.query<{ value: unknown }>('select value from setting where key = $1', [key]);
    if (!row) throw new Error(`Setting ${key} is missing`);
    return row.value;
  }

  /** Days on which both offices are open (開庁日). */
  async commonCalendar(tx: Tx, officeA: string, officeB: string): Promise<BusinessCalendar> {
    return calendarOf(await tx.query<ClosedDay>(CLOSED_DAYS, [officeA, officeB]), officeA, officeB);
  }

  /** The last of so many days on which both offices are open as a setting says, counted from today. */
  async openDaysAfter(tx: Tx, setting: string, officeA: string, officeB: string): Promise<IsoDate> {
    const rows = await tx.query<ClosedDay & { days: unknown }>(
      `select d.office_id, d.day, s.value as days from setting s left join (${CLOSED_DAYS}) d on true where s.key = $3`,
      [officeA, officeB, setting],
    );
    const days = rows[0]?.days;
    if (typeof days !== 'number') throw new Error(`Setting ${setting} must be a number`);
    return addBusinessDays(calendarOf(rows, officeA, officeB), tx.today, days);
  }
}

interface ClosedDay {
  /** Null: a holiday, for all. */
  readonly office_id: string | null;
  /** Null: not one day is closed. */
  readonly day: string | null;
}

const CLOSED_DAYS = `select null::uuid as office_id, h.day::text as day from holiday h
  union all select c.office_id, c.day::text from office_closure c where c.office_id in ($1::uuid, $2::uuid)`;

function calendarOf(rows: readonly ClosedDay[], officeA: string, officeB: string): BusinessCalendar {
  const days = (office: string | null): IsoDate[] => rows.flatMap((row) => (row.office_id === office && row.day !== null ? [isoDate(row.day)] : []));
  const holidays = days(null);
  return bothOpen(businessCalendar({ holidays, closures: days(officeA) }), businessCalendar({ holidays, closures: days(officeB) }));
}
