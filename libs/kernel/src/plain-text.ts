/** What may stand in a typed text, and what of it nobody would see or would be misled by. */

/** Turns the direction of what follows: a name would read as another one. */
const TURNS_AROUND = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** Stands for a character that was lost on the way: what was typed cannot be read back from it. */
const LOST = '\uFFFD';
/** Line and paragraph breaks of every kind, and the tab, which a table would take for its own. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]/u;
/** Shows nothing by itself: also a mark with no letter under it, an empty braille cell, a place that Unicode will never fill. */
const UNSEEN = '\\p{Default_Ignorable_Code_Point}\\p{White_Space}\\p{Cf}\\p{M}\\p{Noncharacter_Code_Point}\\u2800';
const ALL_UNSEEN = new RegExp(`^[${UNSEEN}]+$`, 'u');
const UNSEEN_BEFORE = new RegExp(`^[${UNSEEN}\\p{Cc}]+`, 'u');

export type TextFault = 'turned_around' | 'lost_character' | 'one_line' | 'nothing_visible';

/**
 * What is wrong with a typed text, if anything is. 外字 (private use) and selectors of 異体字 are right: names are written with them.
 * @param oneLine a name, an address, an occupation: no break of a line, and nothing that the file it came from has lost.
 */
export function faultOfText(text: string, oneLine: boolean): TextFault | undefined {
  if (TURNS_AROUND.test(text)) return 'turned_around';
  if (oneLine && BREAKS.test(text)) return 'one_line';
  if (oneLine && text.includes(LOST)) return 'lost_character';
  if (ALL_UNSEEN.test(text)) return 'nothing_visible';
  return undefined;
}

/** The text without what stands unseen before it: what a program that reads the text will take for its beginning. */
export function fromFirstVisible(text: string): string {
  return text.replace(UNSEEN_BEFORE, '');
}
