import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Loaded, Pager } from '../../components/notices';
import { SplitView } from '../../components/split-view';
import { ViewChips } from '../../components/view-chips';
import { words } from '../../lib/words';
import { type FollowUp, type FollowUpPage, followUpsQuery } from './api/follow-ups';
import { DueTable } from './components/due-table';
import { FollowUpPanel } from './components/follow-up-panel';
import type { FollowUpView } from './views';
import { ja } from './ja';

const route = getRouteApi('/shell/follow-ups');

const EMPTY: Readonly<Record<FollowUpView, string>> = {
  mine: ja.noneMine,
  office: ja.noneOffice,
  new: ja.noneNew,
  waiting: ja.noneWaiting,
  overdue: ja.noneOverdue,
  today: ja.noneToday,
};

function viewsOf(counts: FollowUpPage['counts'] | undefined) {
  const view = (value: FollowUpView, label: string, count: number | undefined) =>
    count === undefined ? { value, label } : { value, label, count };
  return [
    view('mine', words.mine, counts?.mine),
    view('office', words.office, counts?.office),
    view('new', words.newlyMine, counts?.fresh),
    view('waiting', words.waiting, counts?.waiting),
    view('overdue', words.overdue, counts?.overdue),
    view('today', words.dueToday, counts?.today),
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
    <Page title={ja.title} headingHidden>
      <SplitView
        panelLabel={ja.chosen}
        panelKey={open?.id ?? null}
        onClosePanel={() => show(null)}
        panel={open === undefined ? null : <FollowUpPanel key={`${open.id}/${open.version}`} item={open} view={view} />}
        list={
          <div className="grid gap-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <h1>{ja.title}</h1>
              <ViewChips
                label={ja.views}
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
                    caption={ja.table}
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
