import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Loaded, Pager } from '../../components/notices';
import { SplitView } from '../../components/split-view';
import { ViewChips } from '../../components/view-chips';
import { type FollowUp, type FollowUpPage, followUpsQuery } from './api/follow-ups';
import { DueTable } from './components/due-table';
import { FollowUpPanel } from './components/follow-up-panel';
import type { FollowUpView } from './views';

const route = getRouteApi('/shell/follow-ups');

const EMPTY: Readonly<Record<FollowUpView, string>> = {
  mine: '自分の担当はありません。',
  office: '係の対応はありません。',
  new: '新しく担当になったものはありません。',
  waiting: '返事を待っているものはありません。',
  overdue: '期限を過ぎたものはありません。',
  today: '本日が期限のものはありません。',
};

function viewsOf(counts: FollowUpPage['counts'] | undefined) {
  const view = (value: FollowUpView, label: string, count: number | undefined) =>
    count === undefined ? { value, label } : { value, label, count };
  return [
    view('mine', '自分の担当', counts?.mine),
    view('office', '係', counts?.office),
    view('new', '新しく担当', counts?.fresh),
    view('waiting', '返事待ち', counts?.waiting),
    view('overdue', '期限超過', counts?.overdue),
    view('today', '本日', counts?.today),
  ];
}

const countOf = (view: FollowUpView, counts: FollowUpPage['counts']): number => counts[view === 'new' ? 'fresh' : view];

export function FollowUpsScreen(): ReactNode {
  const { view = 'mine', id } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(followUpsQuery(view));
  const pages = query.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const latest = pages.at(-1);
  const open = items.find((item) => item.id === id);
  const show = (item: FollowUp | null): void =>
    void navigate({ to: '/follow-ups', search: item === null ? { view } : { view, id: item.id }, replace: true });
  return (
    <Page title="期限・対応" headingHidden>
      <SplitView
        panelLabel="選んだ対応"
        panelKey={open?.id ?? null}
        onClosePanel={() => show(null)}
        panel={open === undefined ? null : <FollowUpPanel key={`${open.id}/${open.version}`} item={open} view={view} />}
        list={
          <div className="grid gap-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <h1>期限・対応</h1>
              <ViewChips
                label="表示する範囲"
                value={view}
                views={viewsOf(latest?.counts)}
                onChange={(next) => void navigate({ to: '/follow-ups', search: { view: next } })}
              />
            </div>
            <Loaded query={query}>
              {() => (
                <>
                  <DueTable
                    main
                    queue={view}
                    narrow={open !== undefined}
                    caption="期限・対応の一覧"
                    items={items}
                    empty={EMPTY[view]}
                    selected={open?.id ?? null}
                    onSelect={show}
                    onOpen={(item) => void navigate({ to: '/clients/$id', params: { id: item.personId }, search: { tab: item.tab, queue: view, item: item.id } })}
                  />
                  <Pager
                    shown={items.length}
                    {...(latest === undefined ? {} : { total: countOf(view, latest.counts) })}
                    onNext={query.hasNextPage ? () => query.fetchNextPage() : null}
                  />
                </>
              )}
            </Loaded>
          </div>
        }
      />
    </Page>
  );
}
