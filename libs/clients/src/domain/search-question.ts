import { isIsoDate, type IsoDate, parseJapaneseDate } from '@madoguchi/kernel';
import { nameTokens } from './client';

/** What somebody typed into the one search box, understood. */
export type SearchQuestion =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'tokens'; readonly tokens: readonly string[] }
  | { readonly kind: 'nothing' };

const NUMBER = /^R?\d{2}-\d{5}$/i;
const FOUR_DIGITS = /^\d{4}$/;

/**
 * 受付番号 (R08-01042), a birth date in any notation, four digits of a telephone number, or part of a name in kana or
 * kanji, with or without a space.
 */
export function understand(text: string, today: IsoDate): SearchQuestion {
  const folded = text.normalize('NFKC').trim();
  if (folded === '') return { kind: 'nothing' };
  if (NUMBER.test(folded)) return { kind: 'number', number: (folded.startsWith('R') || folded.startsWith('r') ? folded : `R${folded}`).toUpperCase() };
  if (FOUR_DIGITS.test(folded)) return { kind: 'tokens', tokens: [`p:${folded}`] };
  if (/\d/.test(folded)) {
    const date = isIsoDate(folded) ? folded : parsedDate(folded, today);
    return date === undefined ? { kind: 'nothing' } : { kind: 'tokens', tokens: [`b:${date}`] };
  }
  const tokens = nameTokens(folded);
  if (tokens.length === 0) return { kind: 'nothing' };
  // The initial token serves single characters; with two or more the bigrams say more.
  const pairs = tokens.filter((token) => [...token].length > 3);
  return { kind: 'tokens', tokens: pairs.length > 0 ? pairs : tokens };
}

function parsedDate(text: string, today: IsoDate): IsoDate | undefined {
  const parsed = parseJapaneseDate(text, { today });
  return parsed.ok ? parsed.date : undefined;
}
