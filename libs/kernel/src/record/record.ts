import type { IsoDate } from '../iso-date';
import type { Absence, Field } from './field';

export type Fields = Readonly<Record<string, Field>>;

/**
 * A record that people fill in, described once. What is typed, kept, shown, recorded and copied follows from here; the
 * table is written by hand and compared with it.
 */
export interface RecordOf<F extends Fields = Fields, G extends string | null = string | null> {
  readonly table: string;
  /** What it is called on screens and in a 開示 copy. */
  readonly title: string;
  /** Item group that opens it; null where another record's group does. */
  readonly group: G;
  /** The field that says on which day it was so, where there is one. */
  readonly dated: string | null;
  /** It tells where the person can be found: of a protected person it stands in no error. */
  readonly locates: boolean;
  readonly fields: F;
}

type Value<F extends Field> = F extends { kind: 'flag' }
  ? boolean
  : F extends { kind: 'whole' | 'decimal' }
    ? number
    : F extends { kind: 'day' }
      ? IsoDate
      : F extends { kind: 'state'; values: readonly (infer V)[] }
        ? V
        : string;

/** Names of the fields that are absent in one of these ways. */
type Names<F extends Fields, A extends Absence> = { [K in keyof F]: F[K]['absent'] extends A ? K : never }[keyof F];
type Plain<T> = { [K in keyof T]: T[K] };

/** What somebody fills in. */
export type Typed<F extends Fields> = Plain<
  { [K in Names<F, 'never'>]: Value<F[K]> } & { [K in Exclude<keyof F, Names<F, 'never'>>]?: Value<F[K]> | undefined }
>;
/** What its row holds. */
export type Stored<F extends Fields> = Plain<{
  [K in keyof F]: F[K]['absent'] extends 'null' ? Value<F[K]> | null : F[K]['absent'] extends 'open' ? IsoDate | 'infinity' : Value<F[K]>;
}>;
/** What is read of it. */
export type Shown<F extends Fields> = Plain<{ [K in keyof F]: F[K]['absent'] extends 'null' | 'open' ? Value<F[K]> | null : Value<F[K]> }>;

export type TypedOf<R extends RecordOf> = Typed<R['fields']>;
export type StoredOf<R extends RecordOf> = Stored<R['fields']>;
export type ShownOf<R extends RecordOf> = Shown<R['fields']>;

interface About<G extends string | null, D> {
  readonly title: string;
  readonly group: G;
  readonly dated?: D;
  readonly locates?: boolean;
}

export function record<F extends Fields, const G extends string | null>(table: string, about: About<G, keyof F & string>, fields: F): RecordOf<F, G> {
  return { table, title: about.title, group: about.group, dated: about.dated ?? null, locates: about.locates ?? false, fields };
}

/** Some fields of a record. */
export function some<F extends Fields, G extends string | null, const K extends keyof F & string>(of: RecordOf<F, G>, names: readonly K[]): RecordOf<Pick<F, K>, G> {
  return { ...of, fields: Object.fromEntries(names.map((name) => [name, of.fields[name]])) as Pick<F, K> };
}

/** All fields of a record but these. */
export function without<F extends Fields, G extends string | null, const K extends keyof F & string>(of: RecordOf<F, G>, names: readonly K[]): RecordOf<Omit<F, K>, G> {
  const left: readonly (readonly [string, Field])[] = Object.entries(of.fields).filter(([name]) => !(names as readonly string[]).includes(name));
  return { ...of, fields: Object.fromEntries(left) as unknown as Omit<F, K> };
}

/** Two records that are filled in, shown or copied as one; it is called as the first. */
export function together<F extends Fields, G extends string | null, O extends Fields>(first: RecordOf<F, G>, other: RecordOf<O>): RecordOf<F & Omit<O, keyof F>, G> {
  return { ...first, fields: { ...first.fields, ...other.fields, ...first.fields } };
}

type AllOptional<F extends Fields> = { readonly [K in keyof F]: Extract<Omit<F[K], 'absent'> & { readonly absent: 'null' }, Field> };

/** The same fields where the record as a whole may be left out. */
export function ifGiven<F extends Fields, G extends string | null>(of: RecordOf<F, G>): RecordOf<AllOptional<F>, G> {
  const fields: Fields = Object.fromEntries(Object.entries(of.fields).map(([name, field]) => [name, { ...field, absent: 'null' }]));
  return { ...of, fields: fields as AllOptional<F> };
}

/** Column of a field. */
export function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Name of a field in the audit record. */
export function recordedName(name: string, field: Field): string {
  return field.recordedAs ?? name;
}

/** Words of the audit record for the fields of a record. Of somebody else it holds the id only, and says so. */
export function recordedWords(of: RecordOf): readonly (readonly [name: string, label: string])[] {
  return Object.entries(of.fields).map(([name, field]) => [recordedName(name, field), field.kind === 'id' ? `${field.label}（識別番号）` : field.label]);
}
