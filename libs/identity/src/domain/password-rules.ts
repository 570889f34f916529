import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { invalidField } from '@madoguchi/kernel';

const SHORTEST = 12;
const LONGEST = 200;
/** 0 to 4: 3 withstands a stolen table of slow hashes for long enough to notice. */
const STRONG_ENOUGH = 3;
const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Length instead of composition rules, and no password that is on the lists of common ones or easily made from them
 * (NIST SP 800-63B §3.1.1.2 asks for the same).
 * @param own words of the person: login, name.
 */
export function checkNewPassword(password: string, own: readonly string[]): void {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  if (length < SHORTEST) throw invalidField('next', 'too_short', `パスワードは${SHORTEST}文字以上にしてください。`);
  if (length > LONGEST) throw invalidField('next', 'too_long', `パスワードは${LONGEST}文字以内にしてください。`);
  if (judge.check(text, [...own]).score < STRONG_ENOUGH) {
    throw invalidField('next', 'guessable', '推測されやすいパスワードです。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。');
  }
}
