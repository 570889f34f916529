import { faultOfText } from '@madoguchi/kernel';

/** What stops a file, with its place in it (`sections[0].lines[2].label`) and what to do. */
export interface PlanFileFault {
  readonly at: string;
  readonly code: string;
  readonly message: string;
}

/** One description of a part of the file: it reads, it fixes the order in which keys are written, and it gives the published schema. */
export interface Shape<T> {
  readonly schema: object;
  /** Says every fault it finds; what it returns counts only where there is none. */
  read(value: unknown, at: string, faults: PlanFileFault[]): T;
  /** The same value with its keys in the order of the file. */
  order(value: T): unknown;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

interface Optional<T> {
  readonly optional: Shape<T>;
}

type Member = Shape<never> | Optional<never>;
type RequiredKeys<M> = { [K in keyof M]: M[K] extends Optional<unknown> ? never : K }[keyof M];
type ObjectOf<M> = { readonly [K in RequiredKeys<M>]: Of<M[K]> } & {
  readonly [K in Exclude<keyof M, RequiredKeys<M>>]?: M[K] extends Optional<infer T> ? T : never;
};

/** A control character other than a line break, or half of a pair: neither can be stored. */
const UNSTORABLE = /[\u0000-\u0009\u000B-\u001F\u007F]|[\uD800-\uDFFF]/u;

function fault<T>(faults: PlanFileFault[], at: string, code: string, message: string): T {
  faults.push({ at: at === '' ? '(ファイル全体)' : at, code, message });
  return undefined as T;
}

/** A text as printed: it may be empty, because real plans print empty bullets. */
export function printed(description: string): Shape<string> {
  return {
    schema: { type: 'string', description },
    read: (value, at, faults) => {
      if (typeof value !== 'string') return fault(faults, at, 'text_expected', '文字列（"…"）で書いてください。');
      if (UNSTORABLE.test(value) || faultOfText(value, false) === 'turned_around') {
        return fault(faults, at, 'unseen_character', '目に見えない制御文字が入っています。消して書き直してください。');
      }
      return value;
    },
    order: (value) => value,
  };
}

/** A text without which the thing has no name. */
export function named(description: string): Shape<string> {
  const text = printed(description);
  return {
    ...text,
    schema: { ...text.schema, minLength: 1 },
    read: (value, at, faults) => {
      if (typeof value === 'string' && value.trim() === '') return fault(faults, at, 'text_missing', '空のままです。文字を入れてください。');
      return text.read(value, at, faults);
    },
  };
}

/** What other places of the file point with; `1-2`, `office.a`. */
export function key(description: string): Shape<string> {
  return matching(description, /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/u, 'key_unreadable', '半角の英数字・「-」・「.」・「_」で20字までにしてください。');
}

/** A day, as `2024-04-01`. */
export function day(description: string): Shape<string> {
  const shape = matching(description, /^\d{4}-\d{2}-\d{2}$/u, 'date_unreadable', '日付は「2024-04-01」の形で書いてください。');
  return {
    ...shape,
    read: (value, at, faults) => {
      const text = shape.read(value, at, faults);
      if (text === undefined) return text;
      const date = new Date(`${text}T00:00:00Z`);
      const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
      return real ? text : fault(faults, at, 'no_such_day', 'その日は暦にありません。日付を確かめてください。');
    },
  };
}

export function matching(description: string, pattern: RegExp, code: string, message: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: pattern.source, description },
    read: (value, at, faults) => (typeof value === 'string' && pattern.test(value) ? value : fault(faults, at, code, message)),
    order: (value) => value,
  };
}

export function number(description: string): Shape<number> {
  return {
    schema: { type: 'number', minimum: 0, description },
    read: (value, at, faults) =>
      typeof value === 'number' && Number.isFinite(value) && value >= 0 && !Object.is(value, -0)
        ? value
        : fault(faults, at, 'number_expected', '0以上の数を「"」で囲まずに書いてください。'),
    order: (value) => value,
  };
}

export function whole(description: string, minimum: number, maximum: number): Shape<number> {
  return {
    schema: { type: 'integer', minimum, maximum, description },
    read: (value, at, faults) =>
      typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum
        ? value
        : fault(faults, at, 'number_expected', `${minimum}から${maximum}までの整数を「"」で囲まずに書いてください。`),
    order: (value) => value,
  };
}

export function oneOf<const T extends string>(description: string, choices: readonly T[]): Shape<T> {
  return {
    schema: { enum: choices, description },
    read: (value, at, faults) =>
      choices.find((choice) => choice === value) ?? fault(faults, at, 'unknown_choice', `${choices.map((choice) => `「${choice}」`).join('、')}のどれかにしてください。`),
    order: (value) => value,
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    schema: { anyOf: [shape.schema, { type: 'null' }] },
    read: (value, at, faults) => (value === null ? null : shape.read(value, at, faults)),
    order: (value) => (value === null ? null : shape.order(value)),
  };
}

export function list<T>(shape: Shape<T>, minimum = 0): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: shape.schema, ...(minimum > 0 && { minItems: minimum }) },
    read: (value, at, faults) => {
      if (!Array.isArray(value)) return fault(faults, at, 'list_expected', '「[」と「]」で囲んだ並びにしてください。');
      if (value.length < minimum) return fault(faults, at, 'list_too_short', `${minimum}つ以上入れてください。`);
      return value.map((each: unknown, index) => shape.read(each, `${at}[${index}]`, faults));
    },
    order: (value) => value.map((each) => shape.order(each)),
  };
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

export function object<M extends Readonly<Record<string, Member | { readonly schema: object } | { readonly optional: object }>>>(
  description: string,
  members: M,
): Shape<ObjectOf<M>> {
  const entries = Object.entries(members).map(([name, member]) => {
    const given = 'optional' in member;
    return { name, required: !given, shape: (given ? member.optional : member) as Shape<unknown> };
  });
  return {
    schema: {
      type: 'object',
      description,
      additionalProperties: false,
      required: entries.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(entries.map(({ name, shape }) => [name, shape.schema])),
    },
    read: (value, at, faults) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return fault(faults, at, 'object_expected', '「{」と「}」で囲んだ項目の組にしてください。');
      }
      const held = new Map<string, unknown>(Object.entries(value));
      const place = (name: string): string => (at === '' ? name : `${at}.${name}`);
      for (const name of held.keys()) {
        if (!entries.some((entry) => entry.name === name)) fault(faults, place(name), 'unknown_item', 'この項目は形式にありません。名前を確かめるか、消してください。');
      }
      const read: [string, unknown][] = [];
      for (const { name, required, shape } of entries) {
        if (held.has(name)) read.push([name, shape.read(held.get(name), place(name), faults)]);
        else if (required) fault(faults, place(name), 'item_missing', 'この項目がありません。書き足してください。');
      }
      return Object.fromEntries(read) as ObjectOf<M>;
    },
    order: (value) => {
      const held = new Map<string, unknown>(Object.entries(value));
      return Object.fromEntries(entries.filter(({ name }) => held.has(name)).map(({ name, shape }) => [name, shape.order(held.get(name))]));
    },
  };
}
