import { charactersOf } from '@madoguchi/kernel';

export interface Range {
  readonly from: number;
  readonly until: number;
}

/**
 * The characters that a selection in a text box touches, counted as the server counts them. The box shows a line break of
 * two code units as one.
 */
export function charactersBetween(text: string, start: number, end: number): Range | null {
  const characters = charactersOf(text);
  let at = 0;
  const touched = characters.flatMap((character, index) => {
    const from = at;
    at += character === '\r' && characters[index + 1] === '\n' ? 0 : character.length;
    return from < end && at > start ? [index] : [];
  });
  const [first] = touched;
  const last = touched.at(-1);
  return first === undefined || last === undefined ? null : { from: first, until: last + 1 };
}

/** The ranges with one more blacked out, or restored. */
export function withRange(text: string, ranges: readonly Range[], changed: Range, black: boolean): readonly Range[] {
  const within = (all: readonly Range[], index: number): boolean => all.some(({ from, until }) => from <= index && index < until);
  const next: Range[] = [];
  charactersOf(text).forEach((_, index) => {
    if (!(within([changed], index) ? black : within(ranges, index))) return;
    const last = next.at(-1);
    if (last?.until === index) next[next.length - 1] = { from: last.from, until: index + 1 };
    else next.push({ from: index, until: index + 1 });
  });
  return next;
}

/** How the server will write it. */
export function blackedOut(text: string, ranges: readonly Range[]): string {
  return charactersOf(text)
    .map((character, index) => (ranges.some(({ from, until }) => from <= index && index < until) ? '■' : character))
    .join('');
}
