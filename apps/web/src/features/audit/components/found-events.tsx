import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DataTable } from '../../../components/data-table';
import { EmptyState, Loaded, Pager } from '../../../components/notices';
import { formatInstant } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { type AuditLine, type AuditQuestion, auditQuery } from '../api/audit';
import { EventDialog } from './event-dialog';

/** Events, newest first. What one of them changed or searched for is fetched only when it is asked for. */
export function FoundEvents({ question }: { readonly question: AuditQuestion }): ReactNode {
  const codes = useCodes();
  const query = useInfiniteQuery(auditQuery(question));
  const [opened, setOpened] = useState<AuditLine | null>(null);
  const lines = (query.data?.pages ?? []).flatMap((page) => page.lines);
  return (
    <Loaded query={query}>
      {() => (
        <>
          <p className="text-sm text-solid-gray-700">職員の氏名と窓口の名称は、現在のものです。</p>
          <DataTable<AuditLine>
            caption="監査記録"
            rows={lines}
            rowKey={(line) => line.id}
            empty={<EmptyState>当てはまる記録はありません。</EmptyState>}
            columns={[
              { key: 'at', header: '日時', cell: (line) => formatInstant(line.at) },
              { key: 'action', header: '操作', heading: true, wrap: true, cell: (line) => codes.label('audit_action', line.action) },
              { key: 'staff', header: '職員', cell: (line) => line.staffName ?? 'システム' },
              { key: 'office', header: '窓口', wrap: true, wideOnly: true, cell: (line) => line.officeName ?? '' },
              { key: 'purpose', header: '目的', wideOnly: true, cell: (line) => (line.purpose === null ? '' : codes.label('purpose', line.purpose)) },
              { key: 'persons', header: '相談者', wrap: true, cell: personsOf },
              { key: 'content', header: '内容', cell: (line) => (line.sealed ? <ContentButton line={line} onOpen={() => setOpened(line)} /> : '－') },
            ]}
          />
          <Pager shown={lines.length} onNext={query.hasNextPage ? () => query.fetchNextPage() : null} />
          {opened !== null && <EventDialog line={opened} onClose={() => setOpened(null)} />}
        </>
      )}
    </Loaded>
  );
}

function ContentButton({ line, onOpen }: { readonly line: AuditLine; readonly onOpen: () => void }): ReactNode {
  return (
    <Button size="xs" label={`${formatInstant(line.at)} の内容を見る`} onClick={onOpen}>
      見る
    </Button>
  );
}

function personsOf(line: AuditLine): string {
  if (line.persons === 0) return '－';
  const named = line.numbers.join('、');
  const others = line.persons - line.numbers.length;
  if (named === '') return `${line.persons}人`;
  return others > 0 ? `${named} ほか${others}人` : named;
}
