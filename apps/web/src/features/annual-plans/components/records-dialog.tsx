import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { EmptyState, Loaded } from '../../../components/notices';
import { ListedName } from '../../../components/person-bar';
import { formatDay, today } from '../../../lib/dates';
import { identityOf } from '../../../lib/person';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { type Figure, type FigureRecords, recordsQuery } from '../api/plans';
import { ja } from '../ja';

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
    { key: 'date', header: ja.date, cell: (item) => formatDay(item.date, today()) },
    {
      key: 'name',
      header: words.name,
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
    { key: 'number', header: words.number, cell: (item) => item.number },
    ...(figure.filters.includes('route')
      ? [{ key: 'route', header: words.route, cell: (item: Item) => (item.route === null ? '－' : codes.label('route', item.route)) }]
      : []),
  ];
  return (
    <Dialog open title={ja.recordsOf(figure.label)} width="wide" onClose={onClose}>
      <Loaded query={query}>
        {(records) => (
          <div className="grid gap-3">
            <p role="status" className="font-bold">
              {ja.openOf(records.total, records.open)}
            </p>
            {records.closed > 0 && (
              <p className="text-sm text-solid-gray-700">{ja.closedRest(records.closed)}</p>
            )}
            <DataTable
              caption={ja.recordsOf(figure.label)}
              columns={columns}
              rows={records.items}
              rowKey={(item) => `${item.personId}/${item.date}/${item.route ?? ''}`}
              empty={<EmptyState>{ja.noneOpen}</EmptyState>}
            />
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}
