import { Injectable } from '@nestjs/common';
import { addBusinessDays, bothOpen, type BusinessCalendar, businessCalendar, invalidField, type IsoDate, isoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { AskedCode } from '../domain/codes-of';

export interface CodeEntry {
  readonly code: string;
  readonly label: string;
  /** What rules take the word for, where one asks. */
  readonly means: string | null;
  readonly validFrom: IsoDate;
  /** First day no longer. */
  readonly validUntil: IsoDate | 'infinity';
}

export interface CodeList {
  readonly kind: string;
  readonly name: string;
  readonly words: boolean;
  readonly codes: readonly CodeEntry[];
}

/** Dated codes, settings and calendars, for later rooms. */
@Injectable()
export class ReferenceFacade {
  /** Every list with all its codes in their order, also those that have ended: old records still show them. */
  async codeLists(tx: Tx): Promise<readonly CodeList[]> {
    const rows = await tx.query<CodeEntry & Omit<CodeList, 'codes'>>(
      `select l.kind, l.name, l.words, c.code, c.label, c.means, c.valid_from as "validFrom", c.valid_until as "validUntil"
       from code_list l join code c on c.kind = l.kind order by l.kind, c.sort, c.code`,
    );
    const lists = new Map<string, CodeList & { readonly codes: CodeEntry[] }>();
    for (const { kind, name, words, ...entry } of rows) {
      const list = lists.get(kind) ?? { kind, name, words, codes: [] };
      list.codes.push(entry);
      lists.set(kind, list);
    }
    return [...lists.values()];
  }

  /** Words of codes, also of those that are out of use: for what is written out of old records. */
  async labels(tx: Tx): Promise<(kind: string, code: string | null) => string | null> {
    const rows = await tx.query<{ kind: string; code: string; label: string }>('select kind, code, label from code order by valid_from');
    const words = new Map(rows.map((row) => [`${row.kind}/${row.code}`, row.label]));
    return (kind, code) => (code === null ? null : (words.get(`${kind}/${code}`) ?? code));
  }

  /**
   * Looks up all words of a record in one statement.
   * @returns what rules take each word for, by field.
   * @throws DomainError `unknown_code` on the first field whose code does not stand in its list on that day.
   */
  async requireCodes(tx: Tx, day: IsoDate, asked: readonly AskedCode[]): Promise<ReadonlyMap<string, string | null>> {
    const given = asked.flatMap(([kind, code, field, label]) => (code == null ? [] : [{ kind, code, field, label }]));
    if (given.length === 0) return new Map();
    const found = await tx.query<{ kind: string; code: string; means: string | null }>(
      `select c.kind, c.code, c.means from code c join unnest($1::text[], $2::text[]) as a(kind, code) on a.kind = c.kind and a.code = c.code
       where c.valid_from <= $3 and c.valid_until > $3`,
      [given.map((one) => one.kind), given.map((one) => one.code), day],
    );
    const meanings = new Map(found.map(({ kind, code, means }) => [`${kind}/${code}`, means]));
    return new Map(
      given.map(({ kind, code, field, label }) => {
        const means = meanings.get(`${kind}/${code}`);
        if (means === undefined) throw invalidField(field, 'unknown_code', `${label}を選択肢から選んでください。`);
        return [field, means];
      }),
    );
  }

  /** @throws DomainError, see `requireCodes`. */
  async requireCode(tx: Tx, kind: string, code: string, day: IsoDate, field: string, label: string): Promise<string | null> {
    return (await this.requireCodes(tx, day, [[kind, code, field, label]])).get(field) ?? null;
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
    const calendar = await this.calendars(tx, [officeA, officeB]);
    return bothOpen(calendar(officeA), calendar(officeB));
  }

  /** The open days of each of some offices. Also for housekeeping: it may read what is open to read. */
  async calendars(tx: Pick<Tx, 'query'>, officeIds: readonly string[]): Promise<(officeId: string) => BusinessCalendar> {
    const rows = await tx.query<ClosedDay>(CLOSED_DAYS, [officeIds]);
    const made = new Map<string, BusinessCalendar>();
    return (officeId) => {
      const calendar = made.get(officeId) ?? calendarOf(rows, officeId);
      made.set(officeId, calendar);
      return calendar;
    };
  }

  /** The last of so many days on which both offices are open as a setting says, counted from today. */
  async openDaysAfter(tx: Tx, setting: string, officeA: string, officeB: string): Promise<IsoDate> {
    const rows = await tx.query<ClosedDay & { days: unknown }>(
      `select d.office_id, d.day, s.value as days from setting s left join (${CLOSED_DAYS}) d on true where s.key = $2`,
      [[officeA, officeB], setting],
    );
    const days = rows[0]?.days;
    if (typeof days !== 'number') throw new Error(`Setting ${setting} must be a number`);
    return addBusinessDays(bothOpen(calendarOf(rows, officeA), calendarOf(rows, officeB)), tx.today, days);
  }
}

interface ClosedDay {
  /** Null: a holiday, for all. */
  readonly officeId: string | null;
  /** Null: not one day is closed. */
  readonly day: string | null;
}

const CLOSED_DAYS = `select null::uuid as office_id, h.day::text as day from holiday h
  union all select c.office_id, c.day::text from office_closure c where c.office_id = any($1::uuid[])`;

function calendarOf(rows: readonly ClosedDay[], officeId: string): BusinessCalendar {
  const days = (office: string | null): IsoDate[] => rows.flatMap((row) => (row.officeId === office && row.day !== null ? [isoDate(row.day)] : []));
  return businessCalendar({ holidays: days(null), closures: days(officeId) });
}
