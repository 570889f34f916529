import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../components/data-table';
import { EmptyState } from '../../../components/notices';
import { ListedName } from '../../../components/person-bar';
import { Tag, type Tone } from '../../../components/status-tag';
import { formatDay, today } from '../../../lib/dates';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import type { ReferralItem } from '../api/referrals';
import { ja } from '../ja';

const LOOK: Readonly<Record<string, readonly [Tone, string]>> = {
  draft: ['gray', '・'],
  submitted: ['yellow', '…'],
  sent: ['yellow', '…'],
  assigned: ['blue', '○'],
  accepted: ['green', '✓'],
  returned: ['orange', '↩'],
  declined: ['gray', '×'],
  recalled: ['gray', '－'],
  closed: ['gray', '✓'],
};

export function ReferralStatus({ status }: { readonly status: string }): ReactNode {
  const codes = useCodes();
  const [tone, symbol] = LOOK[status] ?? ['gray', '・'];
  return (
    <Tag tone={tone} symbol={symbol}>
      {codes.label('referral_status', status)}
    </Tag>
  );
}

/** 「あと3開庁日」「2開庁日超過」 */
export function OpenDays({ left }: { readonly left: number | null }): ReactNode {
  if (left === null) return '－';
  if (left < 0) return <Tag tone="red" symbol="！">{ja.daysOver(-left)}</Tag>;
  return left <= 1 ? <Tag tone="orange" symbol="●">{ja.daysLeft(left)}</Tag> : ja.daysLeft(left);
}

const DOCUMENT_COLUMNS: readonly Column<ReferralItem>[] = [
  { key: 'sent', header: ja.sentOn, wideOnly: true, cell: (item) => (item.sentOn === null ? '－' : formatDay(item.sentOn, today())) },
  { key: 'number', header: ja.documentNumber, wideOnly: true, cell: (item) => item.documentNumber ?? '－' },
];

interface ReferralTableProps {
  readonly items: readonly ReferralItem[];
  readonly caption: string;
  readonly empty: string;
  readonly selected?: string | null;
  readonly onSelect?: (item: ReferralItem) => void;
  readonly onOpen?: (item: ReferralItem) => void;
  readonly main?: boolean;
  /** The view that a link stays in. */
  readonly state?: 'waiting' | 'open' | 'all';
  /** A panel stands beside the list and shows the document's number and date itself. */
  readonly narrow?: boolean;
}

export function ReferralTable({ items, caption, empty, selected, onSelect, onOpen, main, state, narrow = false }: ReferralTableProps): ReactNode {
  const columns: readonly Column<ReferralItem>[] = [
    { key: 'status', header: words.state, cell: (item) => <ReferralStatus status={item.status} /> },
    { key: 'due', header: ja.replyDue, cell: (item) => (item.replyDueOn === null ? '－' : formatDay(item.replyDueOn, today())) },
    { key: 'left', header: ja.left, cell: (item) => <OpenDays left={item.openDaysLeft} /> },
    {
      key: 'name',
      header: words.name,
      heading: true,
      cell: (item) => (
        <Link to="/referrals" search={{ box: item.direction, id: item.id, ...(state === undefined ? {} : { state }) }}>
          {item.personName === null ? (item.number ?? words.closed) : <ListedName name={item.personName} kana={item.personKana} guarded={item.protected} />}
        </Link>
      ),
    },
    { key: 'office', header: ja.otherOffice, cell: (item) => item.officeName },
    { key: 'assigned', header: words.worker, wideOnly: true, cell: (item) => item.assignedToName ?? '－' },
    ...(narrow ? [] : DOCUMENT_COLUMNS),
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={items}
      rowKey={(item) => item.id}
      empty={<EmptyState>{empty}</EmptyState>}
      selected={selected ?? null}
      {...(onSelect === undefined ? {} : { onSelect })}
      {...(onOpen === undefined ? {} : { onOpen })}
      {...(main === undefined ? {} : { main })}
    />
  );
}
