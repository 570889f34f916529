import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { EmptyState, Loaded } from '../../../components/notices';
import { ListedName } from '../../../components/person-bar';
import { formatDay, today } from '../../../lib/dates';
import { identityOf } from '../../../lib/person';
import { useCodes } from '../../reference/use-codes';
import { type Figure, type FigureRecords, recordsQuery } from '../api/plans';

interface RecordsDialogProps {
  readonly planId: string;
  readonly figure: Figure;
  readonly onClose: () => void;
}

type Item = FigureRecords['items'][number];

/** The list behind a figure: only what the reader may open; the rest is counted and not shown. */
export function RecordsDialog({ planId, figure, onClose }: RecordsDialogProps): ReactNode {
  const codes = useCodes();
  const query = useQuery(recordsQuery(planId, figure.lineKey, figure.part));
  const columns: readonly Column<Item>[] = [
    { key: 'date', header: '日付', cell: (item) => formatDay(item.date, today()) },
    {
      key: 'name',
      header: '氏名',
      heading: true,
      cell: (item) => {
        const { name, kana } = identityOf(item);
        return (
          <Link to="/clients/$id" params={{ id: item.personId }} onClick={onClose}>
            {name === null ? item.number : <ListedName name={name} kana={kana} guarded={item.protected} />}
          </Link>
        );
      },
    },
    { key: 'number', header: '受付番号', cell: (item) => item.number },
    ...(figure.filters.includes('route')
      ? [{ key: 'route', header: '就職経路', cell: (item: Item) => (item.route === null ? '－' : codes.label('route', item.route)) }]
      : []),
  ];
  return (
    <Dialog open title={`${figure.label}の内訳`} width="wide" onClose={onClose}>
      <Loaded query={query}>
        {(records) => (
          <div className="grid gap-3">
            <p role="status" className="font-bold">
              {records.total}件のうち{records.open}件を開けます。
            </p>
            {records.closed > 0 && (
              <p className="text-sm text-solid-gray-700">残りの{records.closed}件は、同意や担当の範囲外のため一覧に出ません。</p>
            )}
            <DataTable
              caption={`${figure.label}の内訳`}
              columns={columns}
              rows={records.items}
              rowKey={(item) => `${item.personId}/${item.date}/${item.route ?? ''}`}
              empty={<EmptyState>開ける記録はありません。</EmptyState>}
            />
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}
