import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../components/data-table';
import { EmptyState } from '../../../components/notices';
import { ListedName } from '../../../components/person-bar';
import { StatusTag } from '../../../components/status-tag';
import { ageOn, formatDay, formatWareki, isIsoDate, today } from '../../../lib/dates';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import type { FollowUp } from '../api/follow-ups';
import type { FollowUpView } from '../views';
import { workOf } from '../work';
import { ja } from '../ja';

interface DueTableProps {
  readonly items: readonly FollowUp[];
  readonly caption: string;
  readonly empty: string;
  readonly selected?: string | null;
  readonly onSelect?: (item: FollowUp) => void;
  readonly onOpen?: (item: FollowUp) => void;
  readonly main?: boolean;
  /** The view whose next item follows after a record was written. */
  readonly queue?: FollowUpView;
  /** A panel stands beside the list and shows the number itself. */
  readonly narrow?: boolean;
}

/** Due items, nearest first: status and date before the name, so that the list can be worked from the top. */
export function DueTable({ items, caption, empty, selected, onSelect, onOpen, main, queue, narrow = false }: DueTableProps): ReactNode {
  const codes = useCodes();
  const columns: readonly Column<FollowUp>[] = [
    {
      key: 'state',
      header: words.state,
      width: '6.5rem',
      cell: (item) => (
        <span className="inline-flex gap-1">
          <StatusTag status={item.state} />
          {item.waiting && <StatusTag status="waiting" />}
        </span>
      ),
    },
    { key: 'due', header: words.due, cell: (item) => formatDay(item.dueOn, today()) },
    {
      key: 'name',
      header: words.name,
      heading: true,
      cell: (item) =>
        item.screen === 'exceptional_access' ? (
          <Link to="/exceptional-access">{item.number ?? words.closed}</Link>
        ) : (
          <Link to="/clients/$id" params={{ id: item.personId }} search={{ tab: item.tab, ...(queue === undefined ? {} : { queue, item: item.id }) }}>
            {item.personName === null ? (item.number ?? words.closed) : <ListedName name={item.personName} kana={item.personKana} guarded={item.protected} />}
          </Link>
        ),
    },
    {
      key: 'birth',
      header: words.birthAndAge,
      wideOnly: true,
      cell: (item) =>
        item.birthDate !== null && isIsoDate(item.birthDate)
          ? words.withAge(formatWareki(item.birthDate), ageOn(item.birthDate, today()))
          : '－',
    },
    { key: 'work', header: ja.task, wrap: true, cell: (item) => workOf(item, codes) },
    { key: 'owner', header: words.worker, cell: (item) => item.assigneeName ?? ja.nobody },
    ...(narrow ? [] : [{ key: 'number', header: words.number, wideOnly: true, cell: (item: FollowUp) => item.number ?? '－' }]),
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={items}
      rowKey={(item) => item.id}
      empty={<EmptyState>{empty}</EmptyState>}
      {...(selected === undefined ? {} : { selected })}
      {...(onSelect === undefined ? {} : { onSelect })}
      {...(onOpen === undefined ? {} : { onOpen })}
      {...(main === undefined ? {} : { main })}
    />
  );
}
