import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../components/data-table';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { formatInstant } from '../../lib/dates';
import type { ClientPage } from '../clients/api/clients';
import { type Codes, useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { type Disclosure, disclosuresQuery } from './api/disclosures';
import { ja } from './ja';

/** Who received what of the own organisation's records, when, and on which legal basis; for offices that hold the person. */
export function DisclosureCard({ client }: { readonly client: ClientPage }): ReactNode {
  const { assignment } = useActing();
  const codes = useCodes();
  const query = useQuery({ ...disclosuresQuery(client.id), enabled: client.basic?.own === true });
  if (client.basic?.own !== true) return null;
  return (
    <PanelCard title={ja.title}>
      <p className="text-sm">{ja.aboutList(assignment.organisationName)}</p>
      <Loaded query={query}>
        {(disclosures) => (
          <DataTable
            caption={ja.title}
            columns={columnsOf(codes)}
            rows={disclosures}
            rowKey={(line) => `${line.kind}/${line.id}/${line.officeName}`}
            empty={<EmptyState>{ja.none}</EmptyState>}
          />
        )}
      </Loaded>
    </PanelCard>
  );
}

function columnsOf(codes: Codes): readonly Column<Disclosure>[] {
  return [
    { key: 'at', header: ja.at, cell: (line) => formatInstant(line.at) },
    { key: 'kind', header: ja.what, heading: true, cell: (line) => codes.label('disclosure_kind', line.kind) },
    { key: 'office', header: ja.recipient, cell: (line) => line.officeName },
    { key: 'groups', header: ja.group, cell: (line) => line.itemGroups.map((group) => codes.itemGroup(group)).join('、') || '－' },
    { key: 'basis', header: ja.basis, cell: (line) => (line.legalBasis === null ? '－' : codes.label('legal_basis', line.legalBasis)) },
    { key: 'note', header: ja.note, cell: noteOf },
  ];
}

function noteOf(line: Disclosure): string {
  const until = line.until === null ? '' : ja.until(formatInstant(line.until));
  switch (line.kind) {
    case 'looks':
      return ja.times(line.note ?? '0', line.until === null ? '' : formatInstant(line.until));
    case 'referral':
    case 'request':
      return line.documentNumber ?? '';
    case 'consent':
      return until;
    case 'exceptional':
    case 'release':
    case 'onward':
    case 'file':
      return [line.note ?? '', until].filter((word) => word !== '').join('　');
  }
}
