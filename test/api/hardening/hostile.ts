import { chance, pick, type Rng, wholeNumber } from '../../../apps/cli/src/demo/people/prng';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The part of a JSON schema that the description of the interface uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly allOf?: readonly Schema[];
}

export const DATES = ['2026-11-20', '2026-11-19', '2026-11-21', '2026-12-31', '2024-02-29', '2023-02-29', '0001-01-01', '9999-12-31', '1873-01-01', '2026-13-01', '2026-11-20T00:00:00Z', '-0001-01-01', '+275760-09-13', '令和8年11月20日', ''];
export const TEXTS: readonly string[] = [
  'ふつうの文', 'ヒソカ', '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud83d', '𠮷'.repeat(3), 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '\u202Eevil', '\ufeff', '﷽'.repeat(20), "'; drop table person; --", "' or '1'='1", '$1', '%', '_%_', '\\', '{"a":1}', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '=cmd|calc!A1', '{{7*7}}', '${7*7}', '../../etc/passwd', '__proto__', 'constructor', 'NaN', 'null', 'undefined', '1e999', '-0',
  'x'.repeat(61), 'あ'.repeat(2_001), 'あ'.repeat(5_000), '123456789018', '\r\nSet-Cookie: a=b', '\u007f', '\u2028',
];
const NUMBERS: readonly Json[] = [0, 1, 2, -1, 1.5, -0.1, 999_999, 1_000_001, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_993, 1e308, '1', 'one', null, true, [1], { n: 1 }];
const WRONG: readonly Json[] = [null, true, 0, -1, 'text', '', [], {}, [[]], [null], { length: 1e9 }, { toString: 'x' }, { __proto__: null, constructor: { prototype: { admin: true } } }];

/** A text, a number or a thing that no screen sends. */
export function hostileValue(rng: Rng): Json {
  if (chance(rng, 0.5)) return pick(rng, TEXTS);
  if (chance(rng, 0.4)) return pick(rng, WRONG);
  return chance(rng, 0.8) ? pick(rng, NUMBERS) : deep(wholeNumber(rng, 5, 400));
}

function deep(levels: number): Json {
  let value: Json = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { numberNotes: value };
  return value;
}

export interface Vocabulary {
  readonly ids: readonly string[];
  /** Ids by the name of the field that holds one. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly codes: readonly string[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** A value that the schema describes; ids and codes are such as exist. */
export function soundValue(rng: Rng, schema: Schema, words: Vocabulary, depth = 0): Json {
  const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (named !== undefined) return soundValue(rng, words.schemas[named.split('/').at(-1) ?? ''] ?? {}, words, depth + 1);
  if (schema.enum) return pick(rng, schema.enum);
  switch (schema.type ?? 'object') {
    case 'boolean':
      return chance(rng, 0.5);
    case 'integer':
    case 'number':
      return wholeNumber(rng, Math.max(0, schema.minimum ?? 0), Math.min(schema.maximum ?? 3, 3));
    case 'array':
      return depth > 6 ? [] : Array.from({ length: wholeNumber(rng, 0, 2) }, () => soundValue(rng, schema.items ?? {}, words, depth + 1));
    case 'string':
      if (schema.format === 'uuid') return pick(rng, words.ids);
      if (schema.format === 'date') return chance(rng, 0.7) ? '2026-11-20' : pick(rng, DATES);
      return chance(rng, 0.4) ? pick(rng, words.codes) : chance(rng, 0.5) ? 'ふつうの文' : pick(rng, TEXTS);
    default: {
      const wanted = new Set(schema.required ?? []);
      const fields = Object.entries(schema.properties ?? {}).filter(([name]) => wanted.has(name) || chance(rng, 0.4));
      return Object.fromEntries(fields.map(([name, field]) => [name, fittingId(rng, name, words) ?? soundValue(rng, field, words, depth + 1)]));
    }
  }
}

function fittingId(rng: Rng, name: string, words: Vocabulary): string | undefined {
  const ids = words.known[name];
  return ids && chance(rng, 0.8) ? pick(rng, ids) : undefined;
}

/** The body as it travels: sound, slightly wrong, or nothing that a screen sends. */
export function bodyText(rng: Rng, sound: Json): string {
  if (chance(rng, 0.35)) return JSON.stringify(sound);
  if (chance(rng, 0.1)) return pick(rng, ['', '{', 'null', '[]', '"text"', '{"a":1,"a":2}', '{"__proto__":{"admin":true},"version":1}', '{"constructor":{"prototype":{"x":1}}}', '\u0000', '{"version":1e999}', '[' .repeat(3_000)]);
  if (chance(rng, 0.02)) return JSON.stringify({ text: 'あ'.repeat(100_000) });
  return JSON.stringify(spoil(rng, sound));
}

function spoil(rng: Rng, value: Json): Json {
  if (typeof value !== 'object' || value === null) return hostileValue(rng);
  if (Array.isArray(value)) return value.length > 0 && chance(rng, 0.7) ? value.map((one: Json) => spoil(rng, one)) : [hostileValue(rng), hostileValue(rng)];
  const fields = Object.entries(value);
  const name = fields.length === 0 ? 'version' : pick(rng, fields)[0];
  const kept = fields.filter(([one]) => one !== name || chance(rng, 0.8)).map(([one, was]): [string, Json] => {
    if (one !== name) return [one, was];
    return [one, typeof was === 'object' && was !== null && chance(rng, 0.6) ? spoil(rng, was) : hostileValue(rng)];
  });
  const more: [string, Json][] = chance(rng, 0.15) ? [[pick(rng, ['__proto__', 'constructor', 'personId', 'sourceOfficeId', 'writtenBy', 'status', 'id']), hostileValue(rng)]] : [];
  return Object.fromEntries([...kept, ...more]);
}
