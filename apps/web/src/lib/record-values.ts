import { type Field, type Fields, missingSentence, type RecordOf, type Typed } from '@madoguchi/kernel';
import { dateEntry, type DateEntry, EMPTY_DATE, formatWarekiShort, isIsoDate } from './dates';
import type { FieldError } from './problem';

type Box<F extends Field> = F extends { kind: 'day' } ? DateEntry : F extends { kind: 'flag' } ? boolean : string;

/** What the boxes of a record's form hold. */
export type FormValues<F extends Fields> = { readonly [K in keyof F]: Box<F[K]> };

/** The boxes of a record as it is stored; empty ones where nothing is. */
export function valuesOf<F extends Fields>(of: RecordOf<F>, shown: { readonly [K in keyof F]?: unknown } | null): FormValues<F> {
  const stored = new Map<string, unknown>(Object.entries(shown ?? {}));
  return Object.fromEntries(Object.entries(of.fields).map(([name, field]) => [name, boxOf(field, stored.get(name))])) as FormValues<F>;
}

function boxOf(field: Field, value: unknown): DateEntry | boolean | string {
  if (field.kind === 'flag') return value === true;
  if (field.kind === 'day') return typeof value === 'string' && isIsoDate(value) ? dateEntry(value, formatWarekiShort) : EMPTY_DATE;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What has to be filled in and is not, and days and numbers that cannot be read. */
export function checkValues<F extends Fields>(of: RecordOf<F>, values: FormValues<F>): readonly FieldError[] {
  return Object.entries(of.fields).flatMap(([name, field]) => {
    const value: unknown = values[name];
    const problem = isEntry(value) ? value.problem : null;
    if (problem !== null) return [{ field: name, message: problem }];
    const empty = isEntry(value) ? value.date === null : typeof value === 'string' && value.trim() === '';
    if (empty) return field.absent === 'never' ? [{ field: name, message: missingSentence(field) }] : [];
    return isNumeric(field) && Number.isNaN(numberOf(value)) ? [{ field: name, message: `${field.label}は数字で入力してください。` }] : [];
  });
}

/** The body of a command; what is empty is left out. Call it only after `checkValues` found nothing. */
export function bodyOf<F extends Fields>(of: RecordOf<F>, values: FormValues<F>): Typed<F> {
  const filled = Object.entries(of.fields).flatMap(([name, field]) => {
    const value: unknown = values[name];
    if (isEntry(value)) return value.date === null ? [] : [[name, value.date]];
    if (typeof value !== 'string') return [[name, value]];
    if (value.trim() === '') return [];
    return [[name, isNumeric(field) ? numberOf(value) : value]];
  });
  return Object.fromEntries(filled) as Typed<F>;
}

const isNumeric = (field: Field): boolean => field.kind === 'whole' || field.kind === 'decimal';

/** Typed in either width. */
const numberOf = (text: unknown): number => Number(String(text).normalize('NFKC'));

function isEntry(value: unknown): value is DateEntry {
  return typeof value === 'object' && value !== null && 'problem' in value;
}
