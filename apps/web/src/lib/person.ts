import type { PersonIdentity } from '../components/person-bar';
import { isIsoDate } from './dates';

interface Named {
  readonly number: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly familyKana: string | null;
  readonly givenKana: string | null;
  readonly birthDate: string | null;
}

const joined = (family: string | null, given: string | null): string | null =>
  family === null ? null : [family, given ?? ''].filter((part) => part !== '').join('\u3000');

/** 氏名 and カナ in one, null where the name is closed to the reader. */
export function identityOf(person: Named): PersonIdentity & { readonly name: string | null; readonly kana: string | null } {
  return {
    number: person.number,
    name: joined(person.familyName, person.givenName),
    kana: joined(person.familyKana, person.givenKana),
    birthDate: person.birthDate !== null && isIsoDate(person.birthDate) ? person.birthDate : null,
  };
}

/** 「田中　花子」 typed in one box: family and given name at the first space. */
export function splitName(text: string): { readonly family: string; readonly given: string } {
  const match = /^\s*(\S+)(?:[\s\u3000]+(.*\S))?\s*$/u.exec(text);
  return { family: match?.[1] ?? '', given: match?.[2] ?? '' };
}

/** An optional text of a command: left out when empty. */
export function optional(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}
