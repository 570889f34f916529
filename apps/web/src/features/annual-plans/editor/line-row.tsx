import { type PlanFile, type PlanFileLine, yearsOf } from '@madoguchi/agreements/documents';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../../components/button';
import { cx } from '../../../components/cx';
import { isImeKey } from '../../../lib/ime';
import { fiscalYear, fiscalYearLabel } from '../../../lib/dates';
import { ja } from '../ja';
import { type Column, moved, textOf, withNewLine, withoutLine, withParts, withSection, withTable, withText } from './editing';
import { PartsCell } from './parts-cell';
import { rowsOf } from './table-text';

interface LineRowProps {
  readonly plan: PlanFile;
  readonly columns: readonly Column[];
  readonly section: number;
  readonly line: number;
  readonly onChange: (plan: PlanFile, step?: string) => void;
}

/** Before the next key comes: whoever types fast must not write into the cell before. */
function focusCell(section: number, line: number, column: number): void {
  document.querySelector<HTMLElement>(`[data-cell="${section}.${line}.${column}"]`)?.focus();
}

/** One line of the table. Enter goes on to the next cell, behind the last to a new line; a copied table fills from here. */
export function LineRow({ plan, columns, section, line: at, onChange }: LineRowProps): ReactNode {
  const lines = plan.sections[section]?.lines ?? [];
  const line = lines[at];
  if (line === undefined) return null;
  const named = line.label === '' ? ja.nthLine(at + 1) : line.label;
  const keyDown = (column: number) => (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || isImeKey(event.nativeEvent)) return;
    event.preventDefault();
    const last = column === columns.length - 1;
    if (last && at === lines.length - 1) flushSync(() => onChange(withNewLine(plan, section, lines.length)));
    focusCell(section, last ? at + 1 : at, last ? 0 : column + 1);
  };
  const paste = (column: number) => (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const rows = rowsOf(event.clipboardData.getData('text/plain'));
    if (rows.length === 1 && rows[0]?.length === 1) return;
    event.preventDefault();
    onChange(withTable(plan, { section, line: at, column }, rows));
  };
  const [words, figures] = [columns.slice(0, 2), columns.slice(2)];
  const cell = (column: Column, index: number): ReactNode => (
    <td key={index} className="border border-solid-gray-420 p-0 align-top">
      <Cell
        place={placeOf(section, at, column)}
        id={`${section}.${at}.${index}`}
        label={`${named} ${headingOf(plan, column)}`}
        wide={index < 2}
        unread={isUnread(line, column)}
        value={textOf(line, column)}
        onChange={(text) => onChange(withText(plan, { section, line: at, column: index }, text), `${section}.${at}.${index}`)}
        onKeyDown={keyDown(index)}
        onPaste={paste(index)}
      />
    </td>
  );
  return (
    <tr>
      {words.map(cell)}
      <td className="border border-solid-gray-420 p-1 align-top">
        <PartsCell named={named} parts={line.parts} onChange={(parts) => onChange(withParts(plan, section, at, parts), `parts ${section}.${at}`)} />
      </td>
      {figures.map((column, index) => cell(column, index + 2))}
      <td className="border border-solid-gray-420 p-1 align-top whitespace-nowrap">
        <Button size="xs" variant="text" label={ja.upOf(named)} unavailable={at === 0} reason={ja.isFirst} onClick={() => onChange(withSection(plan, section, (held) => ({ ...held, lines: moved(held.lines, at, -1) })))}>{ja.up}</Button>
        <Button size="xs" variant="text" label={ja.downOf(named)} unavailable={at === lines.length - 1} reason={ja.isLast} onClick={() => onChange(withSection(plan, section, (held) => ({ ...held, lines: moved(held.lines, at, 1) })))}>{ja.down}</Button>
        <Button size="xs" variant="text" label={ja.removeOf(named)} onClick={() => onChange(withoutLine(plan, section, at))}>{ja.remove}</Button>
      </td>
    </tr>
  );
}

interface CellProps {
  readonly place: string;
  readonly id: string;
  readonly label: string;
  readonly wide: boolean;
  /** Typed words that are no number: they are kept, and said. */
  readonly unread: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
}

function Cell({ place, id, label, wide, unread, value, onChange, onKeyDown, onPaste }: CellProps): ReactNode {
  return (
    <>
      <textarea
        aria-label={label}
        data-place={place}
        data-cell={id}
        rows={Math.max(2, value.split('\n').length)}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className={cx('block w-full resize-none px-1.5 py-1 text-sm leading-snug', wide ? 'min-w-48' : 'min-w-24 text-right', unread && 'bg-yellow-50')}
      />
      {unread && <span className="block px-1.5 pb-1 text-xs text-solid-gray-700">{ja.noNumber}</span>}
    </>
  );
}

function placeOf(section: number, line: number, column: Column): string {
  const at = `sections[${section}].lines[${line}]`;
  switch (column.of) {
    case 'label':
    case 'note':
      return `${at}.${column.of}`;
    case 'actual':
      return `${at}.actuals[${column.index}]`;
    case 'target':
      return `${at}.targets[${column.index}]`;
  }
}

function headingOf(plan: PlanFile, column: Column): string {
  switch (column.of) {
    case 'label':
      return ja.item;
    case 'note':
      return ja.note;
    case 'actual':
      return `${plan.actualColumns[column.index]?.heading ?? ''} ${ja.actuals}`;
    case 'target':
      return ja.targetOf(fiscalYearLabel(fiscalYear(yearsOf(plan)[column.index] ?? 0)));
  }
}

function isUnread(line: PlanFileLine, column: Column): boolean {
  if (column.of === 'actual') return line.actuals[column.index]?.kind === 'words';
  return column.of === 'target' && line.targets[column.index]?.value.kind === 'words';
}
