import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react';
import { isImeKey, isTextEntry } from '../lib/ime';
import { useKeys } from '../lib/keys';
import { isSplitWidth } from '../lib/layout';
import { cx } from './cx';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The cell that names the row: a row header. Put the link here. */
  readonly heading?: boolean;
  readonly align?: 'start' | 'end';
  /** CSS width, e.g. `8rem`. */
  readonly width?: string;
  readonly sortable?: boolean;
  /** Long text: may take several lines. */
  readonly wrap?: boolean;
  /** Left out below 1000 CSS px; the record itself shows it. */
  readonly wideOnly?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export interface DataTableProps<Row> {
  /** Read out as the table's name. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
  /** The row whose panel is open. */
  readonly selected?: string | null;
  /** J/K, arrows and clicks on a row. */
  readonly onSelect?: (row: Row) => void;
  /** Enter on a row without a link of its own focused. */
  readonly onOpen?: (row: Row) => void;
  readonly ticked?: ReadonlySet<string>;
  readonly onTick?: (keys: ReadonlySet<string>) => void;
  /** What a tick box is read out as. */
  readonly rowLabel?: (row: Row) => string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** The list of the page: J and K work from anywhere outside text. */
  readonly main?: boolean;
}

/**
 * A plain `<table>` with real links: every screen reader knows how to read it and every browser how to open a link.
 * J/K and arrows move the selection, Enter opens, Space ticks.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, rowKey, selected = null, onSelect, ticked, onTick } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const selectedIndex = rows.findIndex((row) => rowKey(row) === selected);

  const toggle = (key: string): void => {
    if (onTick === undefined) return;
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    onTick(next);
  };
  /** The row with the focus, else the selected one; -1 for none. */
  const here = (): number => {
    const line = document.activeElement?.closest('tr') ?? null;
    const focused = line === null ? -1 : Array.from(body.current?.rows ?? []).indexOf(line);
    return focused === -1 ? selectedIndex : focused;
  };
  const move = (by: number): void => {
    const from = here();
    const index = from === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by));
    const row = rows[index];
    if (row === undefined || onSelect === undefined) return;
    // Where the panel is a page of its own, moving along the list must not leave it: Enter does.
    if (isSplitWidth()) onSelect(row);
    const line = body.current?.rows[index];
    line?.scrollIntoView({ block: 'nearest' });
    line?.querySelector('a')?.focus({ preventScroll: true });
  };
  const withRow = (act: (row: Row) => void) => (): void => {
    const row = rows[here()];
    if (row !== undefined) act(row);
  };
  useKeys(
    props.main === true && onSelect !== undefined
      ? [
          { keys: 'j', label: '次の行', group: '一覧', run: () => move(1) },
          { keys: 'k', label: '前の行', group: '一覧', run: () => move(-1) },
          ...(onTick === undefined
            ? []
            : [{ keys: 'x', label: '行に印を付ける・外す', group: '一覧', run: withRow((row) => toggle(rowKey(row))) }]),
        ]
      : [],
  );

  const keyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (isImeKey(event.nativeEvent) || isTextEntry(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const onLink = event.target instanceof HTMLAnchorElement;
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: onSelect && (() => move(1)),
      ArrowUp: onSelect && (() => move(-1)),
      ' ': onTick && onLink ? withRow((row) => toggle(rowKey(row))) : undefined,
      Enter: props.onOpen && onLink ? withRow(props.onOpen) : undefined,
    };
    const act = actions[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const click = (event: MouseEvent, row: Row): void => {
    // A click on something that acts by itself, or the end of a text selection, does not select the row.
    const inner = event.target instanceof Element && event.target.closest('a, button, input, label, select');
    if (inner || window.getSelection()?.isCollapsed === false) return;
    onSelect?.(row);
  };

  return (
    <div className="overflow-x-auto border bg-white">
      <table className="w-full border-collapse text-sm leading-tight">
        <caption className="sr-only">{props.caption}</caption>
        <thead>
          <tr className="border-b border-l-4 border-b-solid-gray-800 border-l-solid-gray-100 bg-solid-gray-100 text-left">
            {ticked !== undefined && <TickAll {...props} />}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={keyDown}>
          {rows.map((row) => {
            const key = rowKey(row);
            const on = key === selected;
            return (
              <tr
                key={key}
                aria-current={on ? 'true' : undefined}
                onClick={(event) => click(event, row)}
                className={cx(
                  'h-9.5 border-b border-l-4 last:border-b-0',
                  on ? 'border-l-blue-900 bg-blue-100' : 'border-l-transparent',
                  !on && onSelect !== undefined && 'hover:bg-blue-50',
                )}
              >
                {ticked !== undefined && (
                  <td className="w-9 px-2">
                    <input
                      type="checkbox"
                      checked={ticked.has(key)}
                      onChange={() => toggle(key)}
                      aria-label={`${props.rowLabel?.(row) ?? key}を選ぶ`}
                      className="block"
                    />
                  </td>
                )}
                {columns.map((column) => {
                  const className = cellClass(column, 'px-2 py-1');
                  return column.heading === true ? (
                    <th key={column.key} scope="row" className={cx(className, 'text-left font-bold')}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} className={className}>
                      {column.cell(row)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <div className="p-4">{props.empty}</div>}
    </div>
  );
}

function cellClass<Row>(column: Column<Row>, base: string): string {
  return cx(
    base,
    column.align === 'end' && 'text-right',
    column.wrap !== true && 'whitespace-nowrap',
    column.wideOnly === true && 'max-split:hidden',
  );
}

function TickAll<Row>({ rows, rowKey, ticked, onTick }: DataTableProps<Row>): ReactNode {
  const all = rows.length > 0 && rows.every((row) => ticked?.has(rowKey(row)));
  return (
    <th scope="col" className="w-9 px-2">
      <input
        type="checkbox"
        checked={all}
        onChange={() => onTick?.(all ? new Set() : new Set(rows.map(rowKey)))}
        aria-label="表示中のすべての行を選ぶ"
        className="block"
      />
    </th>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>): ReactNode {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const style = column.width === undefined ? undefined : { width: column.width };
  const className = cellClass(column, 'h-8 px-2 font-bold');
  if (column.sortable !== true || onSort === undefined) {
    return (
      <th scope="col" className={className} style={style}>
        {column.header}
      </th>
    );
  }
  const next = direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={className} style={style}>
      <button
        type="button"
        className="min-h-6 font-bold underline-offset-3 hover:underline"
        onClick={() => onSort({ key: column.key, direction: next })}
      >
        {column.header}
        <span aria-hidden="true" className="inline-block w-4">
          {direction === undefined ? '' : direction === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </th>
  );
}
