/** A place in a text: `start` inclusive, `end` exclusive, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const LENGTH = 12;
/** Digits that Unicode does not resolve into plain ones: in kanji, and some circled. */
const RUNS = ['〇一二三四五六七八九', '零一二三四五六七八九', '⓿❶❷❸❹❺❻❼❽❾', '🄋➀➁➂➃➄➅➆➇➈', '🄌➊➋➌➍➎➏➐➑➒', '⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽'];
const VALUES: ReadonlyMap<string, string> = new Map(RUNS.flatMap((run) => Array.from(run, (digit, value) => [digit, String(value)] as const)));
/** A digit of any script, full width, raised, circled, with a stop or in brackets, or in kanji. */
const DIGITS = new RegExp(`[\\p{Nd}\\p{No}${[...VALUES.keys()].join('')}]+`, 'gu');
/** Takes no place of its own between two digits. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}]/gu;
/** What people put between the groups of a number: spaces, hyphens, strokes, commas, brackets of any width, or a new line. */
const JOINT = /^(?:[^\S\n]{1,8}|[\s\-‐‑‒–—−－ー_.．・/／,，、､|｜()（）[\]［］「」【】*＊+＋#＃;；のノ]{1,4})$/u;
const BREAKS = /\n/gu;
/** Between two groups of four only: elsewhere these stand in times of day and between dates. */
const JOINT_OF_FOUR = /^\s?[:：~〜～]\s?$/u;

/**
 * Finds what may be a マイナンバー: twelve digits with a valid check digit (平成26年総務省令第85号5条), in any
 * form of digits, whole or in groups. Part of a longer run of digits is none. About one in ten other numbers of twelve digits
 * passes too, so a person has to be asked.
 */
export function findMyNumbers(text: string): readonly TextSpan[] {
  const groups = [...text.matchAll(DIGITS)].map((match) => ({ start: match.index, digits: halfWidth(match[0]), end: match.index + match[0].length }));
  const found: TextSpan[] = [];
  let first = 0;
  while (first < groups.length) {
    const last = endOfMyNumber(text, groups, first);
    const [from, to] = [groups[first], last === undefined ? undefined : groups[last]];
    if (last !== undefined && from !== undefined && to !== undefined) {
      found.push({ start: from.start, end: to.end });
      first = last + 1;
    } else {
      first += 1;
    }
  }
  return found;
}

export function containsMyNumber(text: string): boolean {
  return findMyNumbers(text).length > 0;
}

/** The text with every digit of what may be a マイナンバー blotted out: for a copy that nobody was asked about. */
export function blotMyNumbers(text: string): string {
  return findMyNumbers(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(start, end).replace(DIGITS, (digits) => '●'.repeat([...digits].length)) + rest.slice(end),
    text,
  );
}

interface DigitGroup {
  readonly start: number;
  readonly digits: string;
  readonly end: number;
}

/** The index of the group with which a number that begins at group `first` ends, if there is one. */
function endOfMyNumber(text: string, groups: readonly DigitGroup[], first: number): number | undefined {
  let digits = '';
  for (let index = first; index < groups.length; index += 1) {
    const group = groups[index];
    const previous = index > first ? groups[index - 1] : undefined;
    if (group === undefined) return undefined;
    if (previous !== undefined && !areJoined(previous, text.slice(previous.end, group.start), group)) return undefined;
    digits += group.digits;
    if (digits.length === LENGTH) return hasValidCheckDigit(digits) ? index : undefined;
    if (digits.length > LENGTH) return undefined;
  }
  return undefined;
}

/** Weights 2–7 and again 2–6 from the right, sum modulo 11; a remainder of 0 or 1 gives the check digit 0. */
function hasValidCheckDigit(digits: string): boolean {
  const body = Array.from(digits.slice(0, LENGTH - 1)).reverse();
  const sum = body.reduce((total, digit, index) => total + Number(digit) * (index < 6 ? index + 2 : index - 4), 0);
  const remainder = sum % 11;
  return Number(digits.slice(-1)) === (remainder <= 1 ? 0 : 11 - remainder);
}

function areJoined(before: DigitGroup, between: string, after: DigitGroup): boolean {
  const seen = between.replace(UNSEEN, '');
  if ((seen.match(BREAKS)?.length ?? 0) > 3) return false;
  return seen === '' || JOINT.test(seen) || (JOINT_OF_FOUR.test(seen) && before.digits.length === 4 && after.digits.length === 4);
}

/** The digits that a run of them says. What is no digit (a half, a hundred in a circle of its own) says something of another length. */
function halfWidth(digits: string): string {
  return Array.from(digits, valueOf).join('');
}

function valueOf(digit: string): string {
  const plain = digit.normalize('NFKC').replace(/[^\p{Nd}]/gu, '');
  return VALUES.get(digit) ?? Array.from(plain, (one) => String(decimalOf(one))).join('');
}

/** Unicode lists the ten digits of a script side by side, the zero first (chapter 4.6 of the standard). */
function decimalOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}
