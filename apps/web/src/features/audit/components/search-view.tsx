import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import type { AuditQuestion } from '../api/audit';
import { AuditForm } from './audit-form';
import { FoundEvents } from './found-events';

export function SearchView(): ReactNode {
  const [question, setQuestion] = useState<AuditQuestion | null>(null);
  return (
    <div className="grid items-start gap-3 split:grid-cols-[24rem_minmax(0,1fr)]">
      <PanelCard title="検索">
        <AuditForm onAsk={setQuestion} />
      </PanelCard>
      <PanelCard title="見つかった記録">
        {question === null ? <EmptyState>期間などを入れて検索してください。検索したことも記録されます。</EmptyState> : <FoundEvents question={question} />}
      </PanelCard>
    </div>
  );
}
