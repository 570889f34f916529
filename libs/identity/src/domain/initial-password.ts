import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Eighty bits in letters that are not mistaken for one another: read out or written down once, and changed at the first sign-in. */
export function newInitialPassword(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
