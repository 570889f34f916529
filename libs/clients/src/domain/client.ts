import { bigrams, compareDates, invalidField, type IsoDate, isKana, searchKey, type StoredOf } from '@madoguchi/kernel';
import { PERSON_BASIC } from './records';

export type BasicFacts = StoredOf<typeof PERSON_BASIC>;

/** What the list `relation` calls the head of a household. */
export const HEAD = 'head';

const OLDEST_YEARS = 120;

/** @throws DomainError naming the field. */
export function checkBasic(facts: BasicFacts, today: IsoDate): void {
  for (const [field, value] of [
    ['familyKana', facts.familyKana],
    ['givenKana', facts.givenKana],
  ] as const) {
    if (value !== '' && !isKana(value)) throw invalidField(field, 'not_kana', `${PERSON_BASIC.fields[field].label}はカタカナで入力してください。`);
  }
  if (compareDates(facts.birthDate, today) > 0) {
    throw invalidField('birthDate', 'future_date', '生年月日は今日より前の日付を入力してください。');
  }
  if (Number(today.slice(0, 4)) - Number(facts.birthDate.slice(0, 4)) > OLDEST_YEARS) {
    throw invalidField('birthDate', 'too_old', '生年月日の年を確かめてください。');
  }
}

/**
 * What a person is found by: folded bigrams of both readings of the name (whole, so that 氏 and 名 may be typed with or
 * without a space) and the birth date. A prefix letter keeps the kinds apart.
 */
export function basicTokens(facts: BasicFacts): string[] {
  const names = [facts.familyKana + facts.givenKana, facts.familyName + facts.givenName];
  const tokens = names.flatMap((name) => nameTokens(name));
  return [...new Set([...tokens, `b:${facts.birthDate}`])];
}

/** Bigrams of a folded name. A single character is its own token, so that 「林」 alone can be asked for. */
export function nameTokens(name: string): string[] {
  const key = searchKey(name);
  if (key === '') return [];
  const initials = [...key].map((character) => `n:${character}`);
  return [...new Set([...initials.slice(0, 1), ...bigrams(key).map((pair) => `n:${pair}`)])];
}

/** The last four digits of a telephone number, which is what a caller is asked for. */
export function contactTokens(phone: string | undefined): string[] {
  const digits = (phone ?? '').normalize('NFKC').replaceAll(/\D/g, '');
  return digits.length >= 4 ? [`p:${digits.slice(-4)}`] : [];
}
