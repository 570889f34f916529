import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Tabs } from '../../components/tabs';
import { PatternsView } from './components/patterns-view';
import { SealState } from './components/seal-state';
import { SearchView } from './components/search-view';

const route = getRouteApi('/shell/audit');

/** 監査: who of the own organisation looked at or changed what. Names of persons are never shown in lists. */
export function AuditScreen(): ReactNode {
  const navigate = useNavigate();
  const { view = 'search' } = route.useSearch();
  return (
    <Page title="監査記録">
      <div className="px-4 pb-8">
        <SealState />
        <Tabs
          label="監査記録の見方"
          tabs={[
            { value: 'search', label: '検索' },
            { value: 'patterns', label: '気になる利用' },
          ]}
          value={view}
          onChange={(next) => void navigate({ to: '/audit', search: { view: next }, replace: true })}
        >
          {view === 'search' ? <SearchView /> : <PatternsView />}
        </Tabs>
      </div>
    </Page>
  );
}
