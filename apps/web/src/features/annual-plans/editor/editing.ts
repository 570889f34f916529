import { BASES, type PlanFile, type PlanFileLine, type PlanFilePart, type PlanFileSection, readCell, readTargetCell, targetText, UNITS, yearsOf } from '@madoguchi/agreements/documents';
import { ja } from '../ja';

/** A column of the grid: words of the line, one actual a year, one target a year. */
export type Column = { readonly of: 'label' } | { readonly of: 'note' } | { readonly of: 'actual'; readonly index: number } | { readonly of: 'target'; readonly index: number };

export interface Place {
  readonly section: number;
  readonly line: number;
  readonly column: number;
}

/** In the order in which they stand in the grid. */
export function columnsOf(plan: PlanFile): readonly Column[] {
  return [
    { of: 'label' },
    { of: 'note' },
    ...plan.actualColumns.map((_column, index) => ({ of: 'actual', index }) as const),
    ...yearsOf(plan).map((_year, index) => ({ of: 'target', index }) as const),
  ];
}

/** What is typed in a cell. */
export function textOf(line: PlanFileLine, column: Column): string {
  switch (column.of) {
    case 'label':
      return line.label;
    case 'note':
      return line.note.join('\n');
    case 'actual':
      return line.actuals[column.index]?.printed ?? '';
    case 'target': {
      const target = line.targets[column.index];
      return target === undefined ? '' : targetText(target);
    }
  }
}

export function withText(plan: PlanFile, { section, line, column }: Place, text: string): PlanFile {
  const at = columnsOf(plan)[column];
  return at === undefined ? plan : withLine(plan, section, line, (held) => typed(plan, held, at, text));
}

function typed(plan: PlanFile, line: PlanFileLine, column: Column, text: string): PlanFileLine {
  switch (column.of) {
    case 'label':
      return { ...line, label: text.replaceAll('\n', ' ') };
    case 'note':
      return { ...line, note: text === '' ? [] : text.split('\n') };
    case 'actual':
      return { ...line, actuals: replaced(line.actuals, column.index, readCell(text, line.parts)) };
    case 'target': {
      const { bracket: _bracket, comparator: _comparator, ...held } = line.targets[column.index] ?? { fiscalYear: yearsOf(plan)[column.index] ?? 0 };
      return { ...line, targets: replaced(line.targets, column.index, { ...held, ...readTargetCell(text, line.parts) }) };
    }
  }
}

/** A block copied out of a table: it fills cells to the right and below, and adds lines where it is longer. */
export function withTable(plan: PlanFile, at: Place, rows: readonly (readonly string[])[]): PlanFile {
  return rows.reduce((filled, row, down) => {
    const long = (filled.sections[at.section]?.lines.length ?? 0) > at.line + down ? filled : withNewLine(filled, at.section, at.line + down);
    return row.reduce((next, text, right) => withText(next, { section: at.section, line: at.line + down, column: at.column + right }, text.trim()), long);
  }, plan);
}

export function withLine(plan: PlanFile, section: number, line: number, change: (line: PlanFileLine) => PlanFileLine): PlanFile {
  return withSection(plan, section, (held) => ({ ...held, lines: held.lines.map((each, n) => (n === line ? change(each) : each)) }));
}

export function withSection(plan: PlanFile, section: number, change: (section: PlanFileSection) => PlanFileSection): PlanFile {
  return { ...plan, sections: plan.sections.map((each, n) => (n === section ? change(each) : each)) };
}

/** The texts stay as they were typed and are read again: a cell of two numbers belongs to two parts. */
export function withParts(plan: PlanFile, section: number, line: number, parts: readonly PlanFilePart[]): PlanFile {
  return withLine(plan, section, line, (held) => ({
    ...held,
    parts,
    actuals: held.actuals.map((cell) => (cell.kind === 'not_reported' ? { ...cell, amounts: parts.map(() => null) } : readCell(cell.printed, parts))),
    targets: held.targets.map(({ bracket: _bracket, comparator: _comparator, ...target }, n) => ({ ...target, ...readTargetCell(textOf(held, { of: 'target', index: n }), parts) })),
  }));
}

/** A part's key is its name in pointers: no two of a line may have one. */
export function freeKey(prefix: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n += 1) {
    const key = `${prefix}${n}`;
    if (!taken.includes(key)) return key;
  }
}

export const newPart = (taken: readonly PlanFilePart[]): PlanFilePart => ({ key: freeKey('p', taken.map(({ key }) => key)), label: ja.newPart, unit: UNITS[1], basis: BASES[2] });

export function withNewLine(plan: PlanFile, section: number, at: number): PlanFile {
  const held = plan.sections[section];
  if (held === undefined) return plan;
  const keys = plan.sections.flatMap(({ lines }) => lines.map(({ key }) => key));
  const like = held.lines[at - 1]?.parts.map(({ label, unit, basis }, n) => ({ key: `p${n + 1}`, label, unit, basis })) ?? [newPart([])];
  const line: PlanFileLine = {
    key: freeKey(`${held.key}-`, keys.filter((key) => key.startsWith(`${held.key}-`))),
    label: '',
    note: [],
    parts: like,
    actuals: plan.actualColumns.map(() => readCell('', like)),
    targets: yearsOf(plan).map((fiscalYear) => ({ fiscalYear, form: 'none', value: readCell('', like) })),
  };
  return withSection(plan, section, (each) => ({ ...each, lines: [...each.lines.slice(0, at), line, ...each.lines.slice(at)] }));
}

export function withoutLine(plan: PlanFile, section: number, line: number): PlanFile {
  return withSection(plan, section, (held) => ({ ...held, lines: held.lines.filter((_line, n) => n !== line) }));
}

export function withNewSection(plan: PlanFile): PlanFile {
  const key = freeKey('', plan.sections.map((section) => section.key));
  return { ...plan, sections: [...plan.sections, { key, heading: '', lines: [] }] };
}

export function withoutSection(plan: PlanFile, section: number): PlanFile {
  return { ...plan, sections: plan.sections.filter((_section, n) => n !== section) };
}

/** One place up or down; at the end it stays. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const [one, other] = [list[from], list[from + by]];
  if (one === undefined || other === undefined) return list;
  return replaced(replaced(list, from, other), from + by, one);
}

/** One more year of actuals before the first, or one fewer: every line follows. */
export function withActualYears(plan: PlanFile, by: -1 | 1, heading: (year: number) => string): PlanFile {
  if (by === -1) {
    return { ...plan, actualColumns: plan.actualColumns.slice(1), sections: everyLine(plan, (line) => ({ ...line, actuals: line.actuals.slice(1) })) };
  }
  const year = (plan.actualColumns[0]?.fiscalYear ?? yearsOf(plan)[0] ?? 2000) - 1;
  const sections = everyLine(plan, (line) => ({ ...line, actuals: [readCell('', line.parts), ...line.actuals] }));
  return { ...plan, actualColumns: [{ fiscalYear: year, heading: heading(year) }, ...plan.actualColumns], sections };
}

function everyLine(plan: PlanFile, change: (line: PlanFileLine) => PlanFileLine): PlanFile['sections'] {
  return plan.sections.map((section) => ({ ...section, lines: section.lines.map(change) }));
}

function replaced<T>(list: readonly T[], at: number, value: T): readonly T[] {
  return list.length <= at ? [...list, value] : list.map((each, n) => (n === at ? value : each));
}
