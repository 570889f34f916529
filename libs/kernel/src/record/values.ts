import { type FieldError, invalid } from '../domain-error';
import { factLines, type HeldRecord } from '../held-record';
import type { Field } from './field';
import type { Fields, RecordOf, Shown, Stored, Typed } from './record';

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The fields of this record out of a body that holds more. */
export function picked<F extends Fields>(of: RecordOf<F>, body: Partial<Typed<F>>): Partial<Typed<F>> {
  const known = Object.keys(of.fields).map((name) => [name, (body as Readonly<Record<string, unknown>>)[name]] as const);
  return Object.fromEntries(known.filter(([, value]) => !isAbsent(value))) as Partial<Typed<F>>;
}

/** 「…を入力してください。」 */
export function missingSentence(field: Field): string {
  const typed = field.kind === 'text' || field.kind === 'day' || field.kind === 'whole' || field.kind === 'decimal';
  return `${field.label}を${typed ? '入力して' : '選んで'}ください。`;
}

/** What has to be filled in and is not. */
export function missingFields(of: RecordOf, values: object): readonly FieldError[] {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.entries(of.fields).flatMap(([name, field]) =>
    field.absent === 'never' && isAbsent(given.get(name)) ? [{ field: name, code: 'required', message: missingSentence(field) }] : [],
  );
}

/**
 * The fields of this record out of a body in which the record as a whole may be absent.
 * @throws DomainError `required` on the fields that are missing.
 */
export function given<F extends Fields>(of: RecordOf<F>, body: Partial<Typed<F>>): Typed<F> {
  const missing = missingFields(of, body);
  if (missing.length > 0) throw invalid(missing);
  return picked(of, body) as Typed<F>;
}

const WHEN_ABSENT = { never: undefined, null: null, blank: '', open: 'infinity' } as const;

/** The columns of what was filled in: what is absent becomes what its column holds then. */
export function storedOf<F extends Fields>(of: RecordOf<F>, typed: Typed<F>): Stored<F> {
  const values = new Map<string, unknown>(Object.entries(typed));
  const columns = Object.entries(of.fields).map(([name, field]) => [name, isAbsent(values.get(name)) ? WHEN_ABSENT[field.absent] : values.get(name)]);
  return Object.fromEntries(columns) as Stored<F>;
}

/** How a value of a kind is put into words; who looks decides how days and codes are written. */
export interface Words {
  readonly code: (list: string, code: string) => string | null;
  readonly day?: (day: string) => string;
}

/** A value in words; null where there is none, and for an id, whose name only its reader knows. */
export function inWords(field: Field, value: unknown, words: Words): string | null {
  if (isAbsent(value)) return null;
  switch (field.kind) {
    case 'flag':
      return value === true ? 'はい' : 'いいえ';
    case 'code':
    case 'state':
      return words.code(field.list, String(value));
    case 'day':
      return words.day?.(String(value)) ?? String(value);
    case 'id':
      return null;
    case 'text':
    case 'whole':
    case 'decimal':
      return String(value);
  }
}

type Fact = readonly [label: string, words: string | null];

/** Labels and words of a record, in the order of its description; without a record, of nothing filled in. */
export function factsOf<F extends Fields>(of: RecordOf<F>, shown: { readonly [K in keyof F]: unknown } | null, words: Words): readonly Fact[] {
  return facts(of.fields, new Map(Object.entries(shown ?? {})), words);
}

function facts(fields: Fields, values: ReadonlyMap<string, unknown>, words: Words): readonly Fact[] {
  return Object.entries(fields)
    .filter(([, field]) => field.kind !== 'id')
    .map(([name, field]) => [field.label, inWords(field, values.get(name), words)]);
}

/** A record that is held of a person, as it is laid before a reviewer (開示請求): its day stands beside the text, not in it. */
export function heldRecord<F extends Fields>(of: RecordOf<F, string>, shown: Shown<F> & { readonly id: string }, words: Words, before: readonly Fact[] = []): HeldRecord {
  const values = new Map<string, unknown>(Object.entries(shown));
  const on = of.dated === null ? null : values.get(of.dated);
  const { [of.dated ?? '']: _asItsDay, ...fields }: Fields = of.fields;
  return {
    recordId: shown.id,
    itemGroup: of.group,
    date: typeof on === 'string' ? on : null,
    title: of.title,
    text: factLines([...before, ...facts(fields, values, words)]),
  };
}
