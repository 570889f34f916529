import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What software is made of, and what is done at any screen: words that need no field to be understood. A word of the field
 * belongs into the glossary and not here.
 */
const HOUSE_WORDS =
  'actor add administration at attach begin cancel cell change choose chunk copy credential destroy disable done download drop edit enable end factor file for give heartbeat history idempotency in inbox issue link mask master message ' +
  'look manage outbox party platform proof reason reference register remove reopen resend restore second secret see seen session setting settle step stored subject sweep transaction try use with work write wrong';

/** The word itself, so that a plural or a form of the verb is not another word. */
export function stem(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?:ing|ed)$/, '')
    .replace(/e$/, '');
}

/** English words of the glossary's middle column. */
export function glossaryWords(text: string): ReadonlySet<string> {
  const rows = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]*)\|$/gm)].slice(1);
  return new Set(rows.flatMap(([, , english = '']) => wordsOf(english)).map(stem));
}

export function knownWords(root: string): ReadonlySet<string> {
  return new Set([...glossaryWords(readFileSync(join(root, 'libs/kernel/GLOSSARY.md'), 'utf8')), ...HOUSE_WORDS.split(' ').map(stem)]);
}

/** A name in one of the product's spellings, word by word. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 0);
}

/** Names with the words in them that nobody has explained. */
export function unknownIn(names: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return names.flatMap((name) => {
    const unknown = wordsOf(name).filter((word) => !known.has(stem(word)));
    return unknown.length === 0 ? [] : [`${name}: ${unknown.join(', ')}`];
  });
}

/** Names that said one thing of the field with the word of another; each with the word that is meant. */
const MISNOMERS: readonly (readonly [wrong: RegExp, meant: string])[] = [
  [/disclosure.*hand.?(over|ed)/i, '開示の実施 is delivered'],
  [/guidance.*hand.?over|hand.?over.*slip/i, '誘導 is a guidance slip'],
  [/^plan_(goal|menu|member)$/, '支援プラン is a support plan'],
  [/^(plans?\b|plan_line)/, '事業計画 is an annual plan'],
  [/dv_measure|protection_measure/i, 'DV等支援措置 is a protection'],
];

export function misnamed(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => MISNOMERS.filter(([wrong]) => wrong.test(name)).map(([, meant]) => `${name}: ${meant}`));
}
