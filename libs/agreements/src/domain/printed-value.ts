import { DomainError } from '@madoguchi/kernel';

/** One count of a line: 「参加企業」 in 社, 「参加求職者」 in 人. */
export interface TargetPart {
  readonly label: string;
  readonly unit: Unit;
  /** What is counted; a line called 就職件数 may be printed in 人, so the basis never follows from the unit. */
  readonly basis: Basis;
}

export type Unit = '人' | '件' | '社' | '回' | '%' | '‰' | '倍';
export type Basis = '実人数' | '延べ' | '件' | 'unknown';

/**
 * - `number`: figures.
 * - `not_set`: the cell is blank in print.
 * - `cancelled`: 「(0回)0人」, the event was to be held and was not.
 * - `partly_held`: 「(1回)11人」, fewer times than planned.
 * - `zero_as_printed`: 「0社 0人」, which may mean cancelled or held with nobody: the document does not say.
 * - `dash`: 「—」.
 * - `not_reported`: the year is new and nobody has entered its figure yet (未報告).
 */
export type PrintedKind =
  | 'number'
  | 'not_set'
  | 'cancelled'
  | 'partly_held'
  | 'zero_as_printed'
  | 'dash'
  | 'not_reported';

export interface PrintedValue {
  /** The cell's text, as printed. */
  readonly printed: string;
  readonly kind: PrintedKind;
  /** Times held, where the cell says so. */
  readonly held?: number;
  /** One a part, in the order of the parts; null where the document gives no figure. */
  readonly amounts: readonly (number | null)[];
}

/** 「626件 (666件)」: this year's target, and in brackets last year's (blank: none was set). */
export interface PrintedTarget {
  readonly printed: string;
  readonly value: PrintedValue;
  readonly lastYear: PrintedValue;
}

/** Between the parts: actuals break the line (kept as a space), targets print 「・」. */
export type PartSeparator = ' ' | '・';

const DASH = /^[—–―－ー-]$/u;
const HELD = /^\((\d+)回\)(.*)$/u;
const TARGET = /^([^(]*)(?:\((.*)\))?$/u;

/**
 * Reads an actual, or one of the two halves of a target. Full-width digits and commas inside numbers (「7, 300」) are
 * read; `printed` keeps the text as it came.
 * @throws DomainError `printed_value_unreadable` when the text does not give each part a figure or a dash.
 */
export function parsePrintedValue(text: string, parts: readonly TargetPart[]): PrintedValue {
  const cell = tidy(text);
  const none = parts.map(() => null);
  if (cell === '') return { printed: text, kind: 'not_set', amounts: none };
  if (DASH.test(cell)) return { printed: text, kind: 'dash', amounts: none };

  const held = HELD.exec(cell);
  const amounts = readAmounts(held?.[2] ?? cell, parts, text);
  if (held !== null) {
    const times = Number(held[1]);
    return { printed: text, kind: times === 0 ? 'cancelled' : 'partly_held', held: times, amounts };
  }
  return { printed: text, kind: amounts.every((amount) => amount === 0) ? 'zero_as_printed' : 'number', amounts };
}

/** @throws DomainError `printed_value_unreadable` */
export function parsePrintedTarget(text: string, parts: readonly TargetPart[]): PrintedTarget {
  const match = TARGET.exec(tidy(text));
  if (match === null) throw unreadable(text);
  return {
    printed: text,
    value: parsePrintedValue(match[1] ?? '', parts),
    lastYear: parsePrintedValue(match[2] ?? '', parts),
  };
}

/** The cell's text from its meaning, not from `printed`: that both agree is what shows that a cell was understood. */
export function printValue(value: PrintedValue, parts: readonly TargetPart[], separator: PartSeparator): string {
  switch (value.kind) {
    case 'not_set':
    case 'not_reported':
      return '';
    case 'dash':
      return '—';
    case 'cancelled':
    case 'partly_held':
      return `(${value.held ?? 0}回)${printAmounts(value, parts, separator)}`;
    case 'number':
    case 'zero_as_printed':
      return printAmounts(value, parts, separator);
  }
}

export function printTarget(target: PrintedTarget, parts: readonly TargetPart[]): string {
  const lastYear = printValue(target.lastYear, parts, '・');
  return `${printValue(target.value, parts, '・')}${lastYear === '' ? '' : ` (${lastYear})`}`;
}

/** A year that has just become a column: nobody has entered its figure. */
export function notReported(parts: readonly TargetPart[]): PrintedValue {
  return { printed: '', kind: 'not_reported', amounts: parts.map(() => null) };
}

function printAmounts(value: PrintedValue, parts: readonly TargetPart[], separator: PartSeparator): string {
  return parts
    .map((part, index) => {
      const amount = value.amounts[index] ?? null;
      return amount === null ? '—' : `${amount}${part.unit}`;
    })
    .join(separator);
}

function readAmounts(cell: string, parts: readonly TargetPart[], original: string): readonly (number | null)[] {
  const pieces = cell.split(/[ ・]/u).filter((piece) => piece !== '');
  if (pieces.length !== parts.length) throw unreadable(original);
  return parts.map((part, index) => readAmount(pieces[index] ?? '', part, original));
}

function readAmount(piece: string, part: TargetPart, original: string): number | null {
  if (DASH.test(piece)) return null;
  const digits = piece.endsWith(part.unit) ? piece.slice(0, -part.unit.length) : '';
  if (!/^\d+(\.\d+)?$/u.test(digits)) throw unreadable(original);
  return Number(digits);
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(\d),\s*(?=\d{3})/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/\s*([()])\s*/gu, '$1')
    .trim();
}

function unreadable(text: string): DomainError {
  return new DomainError('printed_value_unreadable', 'invalid', {
    message: `「${text}」を目標・実績の値として読めません。単位と項目の数を確かめてください。`,
  });
}
