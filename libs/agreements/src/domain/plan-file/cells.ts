import type { PlanFileCell, PlanFileLine, PlanFilePart } from './plan-file';

type Measured = Pick<PlanFilePart, 'unit'>;

/** 「626件 (666件)」: the target, and what stands in brackets beside it, brackets included; absent where nothing does. */
export interface ReadTarget {
  readonly value: PlanFileCell;
  readonly bracket?: PlanFileCell;
}

const DASH = /^[—–―－ー-]$/u;
const HELD = /^\((\d+)回\)(.*)$/u;
const TARGET = /^[^(]+\(.*\)$/u;
const AMOUNT = /^\d+(\.\d+)?$/u;

/**
 * Reads a cell as printed: one number a part, with its unit or without. Full-width digits and commas inside numbers
 * (「7, 300」) are read; `printed` keeps the text as it came. What does not give each part a number or a dash is `words`:
 * nothing is guessed.
 */
export function readCell(text: string, parts: readonly Measured[]): PlanFileCell {
  const cell = tidy(text);
  const none = parts.map(() => null);
  if (cell === '') return { printed: text, kind: 'not_set', amounts: none };
  if (DASH.test(cell)) return { printed: text, kind: 'dash', amounts: none };
  const held = HELD.exec(cell);
  const amounts = amountsOf(held?.[2] ?? cell, parts);
  if (amounts === undefined) return { printed: text, kind: 'words', amounts: none };
  if (held !== null) return { printed: text, kind: Number(held[1]) === 0 ? 'cancelled' : 'partly_held', amounts };
  return { printed: text, kind: amounts.every((amount) => amount === 0) ? 'zero_as_printed' : 'number', amounts };
}

export function readTarget(text: string, parts: readonly Measured[]): ReadTarget {
  if (!TARGET.test(tidy(text))) return { value: readCell(text, parts) };
  // Where brackets stand, each half keeps its own text; the space between them is the table's.
  const opens = text.search(/[(（]/u);
  const bracket = text.slice(opens).trim();
  return { value: readCell(text.slice(0, opens).trim(), parts), bracket: { ...readCell(bracket.slice(1, -1), parts), printed: bracket } };
}

/** A target's cell with what its words say of it: 「120件以上」, 「前年度実績以上」, a sentence, or nothing. */
export type TargetCell = ReadTarget & Pick<PlanFileLine['targets'][number], 'form' | 'comparator'>;

const COMPARED = /^(.*)(以上|以下)$/u;
const LAST_ACTUAL = /前年度?(の)?実績(値)?以上/u;

export function readTargetCell(text: string, parts: readonly Measured[]): TargetCell {
  const target = readTarget(text, parts);
  const [, amount = '', comparator] = COMPARED.exec(target.value.printed) ?? [];
  if (comparator === '以上' || comparator === '以下') {
    const read = readCell(amount, parts);
    if (read.kind === 'number') return { form: 'number', ...target, value: { ...read, printed: target.value.printed }, comparator };
  }
  const form = formOf(target.value);
  return { form, ...target, ...(form === 'last_actual_or_more' && { comparator: '以上' }) };
}

function formOf({ kind, printed }: PlanFileCell): TargetCell['form'] {
  if (kind === 'not_set' || kind === 'dash') return 'none';
  if (kind !== 'words') return 'number';
  return LAST_ACTUAL.test(printed.normalize('NFKC')) ? 'last_actual_or_more' : 'sentence';
}

/** The text of the target's cell: 「626件 (666件)」. */
export function targetText({ value, bracket }: ReadTarget): string {
  return bracket === undefined || bracket.printed === '' ? value.printed : `${value.printed} ${bracket.printed}`;
}

/** A year that has just become a column: nobody has entered its figure. */
export function notReported(parts: readonly Measured[]): PlanFileCell {
  return { printed: '', kind: 'not_reported', amounts: parts.map(() => null) };
}

function amountsOf(cell: string, parts: readonly Measured[]): readonly (number | null)[] | undefined {
  const pieces = cell.split(/[ ・]/u).filter((piece) => piece !== '');
  if (pieces.length !== parts.length) return undefined;
  const amounts = parts.map(({ unit }, index) => amountOf(pieces[index] ?? '', unit));
  return amounts.every((amount) => amount !== undefined) ? amounts : undefined;
}

function amountOf(piece: string, unit: string): number | null | undefined {
  if (DASH.test(piece)) return null;
  const digits = piece.endsWith(unit) ? piece.slice(0, -unit.length) : piece;
  return AMOUNT.test(digits) ? Number(digits) : undefined;
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(\d),\s*(?=\d{3})/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/\s*([()])\s*/gu, '$1')
    .trim();
}
