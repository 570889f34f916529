import { createHash } from 'node:crypto';
import { type Fields, type RecordOf, recordedName } from '@madoguchi/kernel';

/** Fields and their values as text; a field without a value is left out. */
export type Values = Readonly<Record<string, string>>;

/** What a write changed of one person: the fields that differ, as they were and as they are. */
export interface PersonValues {
  readonly personId: string;
  readonly before: Values;
  readonly after: Values;
}

/** What is sealed: the change of one person's data, or the text of a search. */
export type Sealed = { readonly before: Values; readonly after: Values } | { readonly text: string };

/** Compares a record with what it becomes. Nested values (lists, matrices) are kept as JSON. */
export function changeOf(personId: string, before: object | null, after: object): PersonValues {
  const [was, is] = [asText(before ?? {}), asText(after)];
  const differ = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => was[field] !== is[field]);
  return { personId, before: only(was, differ), after: only(is, differ) };
}

/** What is recorded of a described record: its fields under the names of the audit record, long texts as their digest. */
export function recorded(of: RecordOf<Fields>, values: object): Readonly<Record<string, unknown>> {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.fromEntries(
    Object.entries(of.fields).flatMap(([name, field]) => {
      const value = given.get(name);
      if (value === undefined) return [];
      const digested = field.kind === 'text' && field.digested === true && typeof value === 'string';
      return [[recordedName(name, field), digested ? digestOf(value) : value]];
    }),
  );
}

/** In place of a text too long to be kept twice: enough to prove later what it was. */
export function digestOf(text: string): string {
  return `${[...text].length}文字 SHA-256 ${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

function asText(facts: object): Values {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([field, value]: [string, unknown]) => {
      if (value === null || value === undefined || value === '') return [];
      if (value instanceof Date) return [[field, value.toISOString()]];
      return [[field, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}

function only(values: Values, fields: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}
