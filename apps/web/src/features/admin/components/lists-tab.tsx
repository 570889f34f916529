import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Select } from '../../../components/choices';
import { DataTable } from '../../../components/data-table';
import { EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import { type Office, officesQuery } from '../../offices/api/offices';
import { referenceQuery } from '../../reference/api/reference';

/** For looking up: who works where, and which codes are in force. */
export function ListsTab(): ReactNode {
  const offices = useQuery(officesQuery);
  const reference = useQuery(referenceQuery);
  const [kind, setKind] = useState('');
  return (
    <div className="grid items-start gap-3 split:grid-cols-2">
      <PanelCard title="窓口">
        <Loaded query={offices}>
          {(data) => (
            <DataTable<Office>
              caption="窓口の一覧"
              rows={data.offices}
              rowKey={(office) => office.id}
              empty={<EmptyState />}
              columns={[
                { key: 'name', header: '窓口', heading: true, wrap: true, cell: (office) => office.name },
                { key: 'organisation', header: '機関', cell: (office) => office.organisationName },
                { key: 'head', header: '長の職名', cell: (office) => office.headTitle },
              ]}
            />
          )}
        </Loaded>
      </PanelCard>
      <PanelCard title="この窓口の職員">
        <Loaded query={offices}>
          {(data) => (
            <DataTable
              caption="職員の一覧"
              rows={data.colleagues}
              rowKey={(staff) => `${staff.id}/${staff.role}`}
              empty={<EmptyState />}
              columns={[
                { key: 'name', header: '氏名', heading: true, cell: (staff) => staff.name },
                { key: 'role', header: '役割', cell: (staff) => staff.roleLabel },
              ]}
            />
          )}
        </Loaded>
      </PanelCard>
      <PanelCard title="コード表" className="split:col-span-2">
        <Loaded query={reference}>
          {(data) => {
            const list = data.lists.find((one) => one.kind === kind) ?? data.lists[0];
            return (
              <>
                <Select
                  id="code-list"
                  label="一覧"
                  className="max-w-md"
                  empty={null}
                  value={list?.kind ?? ''}
                  choices={data.lists.map((one) => ({ value: one.kind, label: one.name }))}
                  onChange={setKind}
                />
                <DataTable
                  caption="コードの一覧"
                  rows={list?.codes ?? []}
                  rowKey={(code) => code.code}
                  empty={<EmptyState />}
                  columns={[
                    { key: 'label', header: '名称', heading: true, cell: (code) => code.label },
                    { key: 'code', header: 'コード', cell: (code) => code.code },
                  ]}
                />
              </>
            );
          }}
        </Loaded>
      </PanelCard>
    </div>
  );
}
