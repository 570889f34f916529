import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Page } from '../../app/page';
import { DataTable } from '../../components/data-table';
import { EmptyState, Loaded, Pager } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { formatInstant } from '../../lib/dates';
import { useCodes } from '../reference/use-codes';
import { type AuditLine, type AuditQuestion, auditQuery } from './api/audit';
import { AuditForm } from './components/audit-form';

const PURPOSES: Readonly<Record<string, string>> = { support: '就労支援', report: '実績把握' };

/** 監査: who of the own organisation looked at or changed what. Names of persons are never shown here. */
export function AuditScreen(): ReactNode {
  const [question, setQuestion] = useState<AuditQuestion | null>(null);
  return (
    <Page title="監査記録">
      <div className="grid items-start gap-3 px-4 pb-8 split:grid-cols-[24rem_minmax(0,1fr)]">
        <PanelCard title="検索">
          <AuditForm onAsk={setQuestion} />
        </PanelCard>
        <PanelCard title="見つかった記録">
          {question === null ? <EmptyState>期間などを入れて検索してください。検索したことも記録されます。</EmptyState> : <Found question={question} />}
        </PanelCard>
      </div>
    </Page>
  );
}

function Found({ question }: { readonly question: AuditQuestion }): ReactNode {
  const codes = useCodes();
  const query = useInfiniteQuery(auditQuery(question));
  const lines = (query.data?.pages ?? []).flatMap((page) => page.lines);
  return (
    <Loaded query={query}>
      {() => (
        <>
          <DataTable<AuditLine>
            caption="監査記録"
            rows={lines}
            rowKey={(line) => line.id}
            empty={<EmptyState>当てはまる記録はありません。</EmptyState>}
            columns={[
              { key: 'at', header: '日時', cell: (line) => formatInstant(line.at) },
              { key: 'action', header: '操作', heading: true, wrap: true, cell: (line) => codes.label('audit_action', line.action) },
              { key: 'staff', header: '職員', cell: (line) => line.staffName ?? 'システム' },
              { key: 'office', header: '窓口', wrap: true, cell: (line) => line.officeName ?? '' },
              { key: 'purpose', header: '目的', cell: (line) => (line.purpose === null ? '' : (PURPOSES[line.purpose] ?? line.purpose)) },
              { key: 'persons', header: '相談者', wrap: true, cell: (line) => personsOf(line) },
            ]}
          />
          <Pager shown={lines.length} onNext={query.hasNextPage ? () => query.fetchNextPage() : null} />
        </>
      )}
    </Loaded>
  );
}

function personsOf(line: AuditLine): string {
  if (line.persons === 0) return '－';
  const named = line.numbers.join('、');
  const others = line.persons - line.numbers.length;
  if (named === '') return `${line.persons}人`;
  return others > 0 ? `${named} ほか${others}人` : named;
}
