import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Loaded, Pager } from '../../components/notices';
import { SplitView } from '../../components/split-view';
import { ViewChips } from '../../components/view-chips';
import { useActing } from '../session/use-session';
import { boxQuery, type ReferralItem } from './api/referrals';
import { ReferralPanel } from './components/referral-panel';
import { ReferralTable } from './components/referral-table';

const route = getRouteApi('/shell/referrals');

/** The two trays of the office: what came in, what went out. */
export function ReferralsScreen(): ReactNode {
  const { assignment } = useActing();
  const usual = assignment.takesRequests ? 'received' : 'sent';
  const { box = usual, state = 'waiting', id } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(boxQuery(box, state));
  const pages = query.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const show = (item: ReferralItem | null): void =>
    void navigate({ to: '/referrals', search: item === null ? { box, state } : { box, state, id: item.id }, replace: true });
  return (
    <Page title="支援要請・誘導" headingHidden>
      <SplitView
        panelLabel="選んだ支援要請"
        panelKey={id ?? null}
        onClosePanel={() => show(null)}
        panel={id === undefined ? null : <ReferralPanel key={id} id={id} />}
        list={
          <div className="grid gap-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <h1>支援要請・誘導</h1>
              <ViewChips
                label="箱"
                value={box}
                views={[
                  { value: 'received', label: '受信' },
                  { value: 'sent', label: '送信' },
                ]}
                onChange={(next) => void navigate({ to: '/referrals', search: { box: next, state } })}
              />
              <ViewChips
                label="状態"
                value={state}
                views={[
                  { value: 'waiting', label: '対応待ち' },
                  { value: 'open', label: '支援中も含む' },
                  { value: 'all', label: 'すべて' },
                ]}
                onChange={(next) => void navigate({ to: '/referrals', search: { box, state: next } })}
              />
            </div>
            <Loaded query={query}>
              {() => (
                <>
                  <ReferralTable
                    main
                    state={state}
                    narrow={id !== undefined}
                    caption={box === 'received' ? '受信した支援要請' : '送信する・送信した支援要請'}
                    items={items}
                    empty={box === 'received' ? '受信した支援要請はありません。' : '送信する支援要請はありません。'}
                    selected={id ?? null}
                    onSelect={show}
                    onOpen={show}
                  />
                  <Pager shown={items.length} onNext={query.hasNextPage ? () => query.fetchNextPage() : null} />
                </>
              )}
            </Loaded>
          </div>
        }
      />
    </Page>
  );
}
