import { type BasicFacts, nameTokens } from './client';

/** By what a person on record may be the same as one who is being registered. */
export interface Resemblance {
  /** One of these tokens, and all pieces of the family reading: the birth date; without a given name also a piece of the reading. */
  readonly signs: readonly string[];
  readonly family: readonly string[];
  /** Or the whole reading, where it is long enough to mean something. */
  readonly reading: string | null;
}

/** Two characters and the letter before them: initials say too little. */
const SHORTEST_PIECE = 4;

export function resemblanceOf(person: Pick<BasicFacts, 'familyKana' | 'givenKana' | 'birthDate'>): Resemblance {
  const family = piecesOf(person.familyKana);
  const reading = person.familyKana + person.givenKana;
  const telling = piecesOf(reading).length > 1;
  const birth = `b:${person.birthDate}`;
  const last = family.at(-1);
  const anyGivenName = telling && person.givenKana === '' && last !== undefined;
  return { signs: anyGivenName ? [birth, last] : [birth], family, reading: telling ? reading : null };
}

function piecesOf(name: string): readonly string[] {
  return nameTokens(name).filter((token) => [...token].length >= SHORTEST_PIECE);
}
