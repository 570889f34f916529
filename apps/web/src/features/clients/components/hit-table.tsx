import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../components/data-table';
import { ListedName } from '../../../components/person-bar';
import { ageOn, formatWareki, today } from '../../../lib/dates';
import { identityOf } from '../../../lib/person';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import type { Hit } from '../api/clients';
import { ja } from '../ja';

interface HitTableProps {
  readonly hits: readonly Hit[];
  readonly caption: string;
  readonly empty: ReactNode;
  readonly selected?: string | null;
  readonly onSelect?: (hit: Hit) => void;
  readonly onOpen?: (hit: Hit) => void;
}

/** Persons found, best match first. A closed name shows as the number. */
export function HitTable({ hits, caption, empty, selected, onSelect, onOpen }: HitTableProps): ReactNode {
  const codes = useCodes();
  const columns: readonly Column<Hit>[] = [
    {
      key: 'name',
      header: words.name,
      heading: true,
      cell: (hit) => {
        const { name, kana } = identityOf(hit);
        return (
          <Link to="/clients/$id" params={{ id: hit.id }}>
            {name === null ? ja.nameless(hit.number) : <ListedName name={name} kana={kana} guarded={hit.protected} />}
          </Link>
        );
      },
    },
    {
      key: 'birth',
      header: words.birthAndAge,
      cell: (hit) => {
        const { birthDate } = identityOf(hit);
        return birthDate ? words.withAge(formatWareki(birthDate), ageOn(birthDate, today())) : '－';
      },
    },
    { key: 'status', header: ja.case, cell: (hit) => (hit.caseStatus === null ? '－' : codes.label('case_status', hit.caseStatus)) },
    { key: 'worker', header: words.worker, cell: (hit) => hit.workerName ?? '－' },
    { key: 'number', header: words.number, cell: (hit) => hit.number },
  ];
  return (
    <DataTable
      main={onSelect !== undefined}
      caption={caption}
      columns={columns}
      rows={hits}
      rowKey={(hit) => hit.id}
      empty={empty}
      selected={selected ?? null}
      {...(onSelect === undefined ? {} : { onSelect })}
      {...(onOpen === undefined ? {} : { onOpen })}
    />
  );
}
