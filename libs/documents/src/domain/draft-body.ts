import { blotMyNumbers } from '@madoguchi/kernel';

type Body = Readonly<Record<string, unknown>>;

/** @param answered fields whose number somebody said to be another one. */
export function withoutMyNumbers(body: Body, answered: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).map(([field, value]) => [field, answered.includes(field) ? value : blotted(value)]));
}

function blotted(value: unknown): unknown {
  if (typeof value === 'string') return blotMyNumbers(value);
  if (Array.isArray(value)) return value.map(blotted);
  return typeof value === 'object' && value !== null ? withoutMyNumbers(Object.fromEntries(Object.entries(value)), []) : value;
}
