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

/** Who received what of the own organisation's records, when, and on which legal basis; for offices that hold the person. */
export function DisclosureCard({ client }: { readonly client: ClientPage }): ReactNode {
  const { assignment } = useActing();
  const codes = useCodes();
  const query = useQuery({ ...disclosuresQuery(client.id), enabled: client.basic?.own === true });
  if (client.basic?.own !== true) return null;
  return (
    <PanelCard title="提供・閲覧の記録">
      <p className="text-sm">{assignment.organisationName}の情報が、ほかの窓口にいつ・どの根拠で伝わったかの一覧です。</p>
      <Loaded query={query}>
        {(disclosures) => (
          <DataTable
            caption="提供・閲覧の記録"
            columns={columnsOf(codes)}
            rows={disclosures}
            rowKey={(line) => `${line.kind}/${line.id}/${line.officeName}`}
            empty={<EmptyState>ほかの窓口に伝えた記録はありません。</EmptyState>}
          />
        )}
      </Loaded>
    </PanelCard>
  );
}

function columnsOf(codes: Codes): readonly Column<Disclosure>[] {
  return [
    { key: 'at', header: '日時', cell: (line) => formatInstant(line.at) },
    { key: 'kind', header: '内容', heading: true, cell: (line) => codes.label('disclosure_kind', line.kind) },
    { key: 'office', header: '相手', cell: (line) => line.officeName },
    { key: 'groups', header: '項目', cell: (line) => line.itemGroups.map((group) => codes.itemGroup(group)).join('、') || '－' },
    { key: 'basis', header: '根拠', cell: (line) => (line.legalBasis === null ? '－' : codes.label('legal_basis', line.legalBasis)) },
    { key: 'note', header: '備考', cell: noteOf },
  ];
}

function noteOf(line: Disclosure): string {
  const until = line.until === null ? '' : `${formatInstant(line.until)} まで`;
  switch (line.kind) {
    case 'looks':
      return `${line.note ?? '0'}回（最後 ${line.until === null ? '' : formatInstant(line.until)}）`;
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
