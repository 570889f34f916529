import { blotMyNumbers } from '@madoguchi/kernel';

/** A NUL, or half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

type Body = Readonly<Record<string, unknown>>;

/** @param answered fields whose number somebody said to be another one. */
export function withoutMyNumbers(body: Body, answered: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).map(([field, value]) => [field, answered.includes(field) ? value : blotted(value)]));
}

/**
 * False for a NUL or half a surrogate pair, in a text or a name: the database would refuse the draft, and its complaint would
 * have the text beside it.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  return typeof value !== 'object' || value === null || Object.entries(value).every(([name, held]) => isStorable(name) && isStorable(held));
}

function blotted(value: unknown): unknown {
  if (typeof value === 'string') return blotMyNumbers(value);
  if (Array.isArray(value)) return value.map(blotted);
  return typeof value === 'object' && value !== null ? withoutMyNumbers(Object.fromEntries(Object.entries(value)), []) : value;
}
