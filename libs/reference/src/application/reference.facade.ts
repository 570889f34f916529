import { Injectable } from '@nestjs/common';
import { bothOpen, type BusinessCalendar, businessCalendar, invalidField, type IsoDate, isoDate, type RecordOf } from '@madoguchi/kernel';
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

  /** The same for every coded field of a record that was filled in, asked at once. */
  async requireCodes(tx: Tx, record: RecordOf, values: object, day: IsoDate): Promise<void> {
    const given = new Map<string, unknown>(Object.entries(values));
    const asked = Object.entries(record.fields).flatMap(([name, field]) => {
      const code = given.get(name);
      return field.kind === 'code' && typeof code === 'string' && code !== '' ? [{ name, code, list: field.list, label: field.label }] : [];
    });
    if (asked.length === 0) return;
    const found = await tx.query<{ place: number }>(
      `select a.place from unnest($1::text[], $2::text[]) with ordinality as a(kind, code, place)
       join code c on c.kind = a.kind and c.code = a.code and c.valid_from <= $3 and c.valid_until > $3`,
      [asked.map((one) => one.list), asked.map((one) => one.code), day],
    );
    const wrong = asked.find((_, index) => !found.some((row) => Number(row.place) === index + 1));
    if (wrong) throw invalidField(wrong.name, 'unknown_code', `${wrong.label}を選択肢から選んでください。`);
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
    const holidays = await tx.query<{ day: string }>('select day::text as day from holiday');
    const closures = await tx.query<{ officeId: string; day: string }>(
      'select office_id, day::text as day from office_closure where office_id in ($1, $2)',
      [officeA, officeB],
    );
    const of = (office: string): BusinessCalendar =>
      businessCalendar({
        holidays: holidays.map((row) => isoDate(row.day)),
        closures: closures.filter((row) => row.officeId === office).map((row) => isoDate(row.day)),
      });
    return bothOpen(of(officeA), of(officeB));
  }
}
