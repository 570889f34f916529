/** A place in a text: `start` inclusive, `end` exclusive, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const LENGTH = 12;
/** In whatever form a keyboard offers them: half and full width, raised, lowered, circled. */
const DIGIT_RUNS = ['0123456789', '０１２３４５６７８９', '⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉', '⓪①②③④⑤⑥⑦⑧⑨', '⓿❶❷❸❹❺❻❼❽❾', '🄋➀➁➂➃➄➅➆➇➈', '🄌➊➋➌➍➎➏➐➑➒', '⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽'];
const VALUES: ReadonlyMap<string, string> = new Map(DIGIT_RUNS.flatMap((run) => Array.from(run, (digit, value) => [digit, String(value)] as const)));
const DIGITS = new RegExp(`[${[...VALUES.keys()].join('')}]+`, 'gu');
/** What people put between the groups of a number: a few spaces, hyphens, strokes or commas of any width, or a new line. */
const JOINT = /^[\s\u200B\u2060\-‐‑‒–—−－ー_.．・/／,，、､|｜]{1,3}$/u;

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
      found.push({ start: from.start, end: endOf(to) });
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
    if (previous !== undefined && !JOINT.test(text.slice(endOf(previous), group.start))) return undefined;
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

function endOf(group: DigitGroup): number {
  return group.end;
}

function halfWidth(digits: string): string {
  return Array.from(digits, (digit) => VALUES.get(digit) ?? '').join('');
}
