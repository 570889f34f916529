import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Loaded, Pager } from '../../components/notices';
import { SplitView } from '../../components/split-view';
import { ViewChips } from '../../components/view-chips';
import { words } from '../../lib/words';
import { useActing } from '../session/use-session';
import { boxQuery, type ReferralItem } from './api/referrals';
import { ReferralPanel } from './components/referral-panel';
import { ReferralTable } from './components/referral-table';
import { ja } from './ja';

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
    <Page title={ja.title} headingHidden>
      <SplitView
        panelLabel={ja.chosen}
        panelKey={id ?? null}
        onClosePanel={() => show(null)}
        panel={id === undefined ? null : <ReferralPanel key={id} id={id} />}
        list={
          <div className="grid gap-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <h1>{ja.title}</h1>
              <ViewChips
                label={ja.box}
                value={box}
                views={[
                  { value: 'received', label: ja.received },
                  { value: 'sent', label: ja.sent },
                ]}
                onChange={(next) => void navigate({ to: '/referrals', search: { box: next, state } })}
              />
              <ViewChips
                label={words.state}
                value={state}
                views={[
                  { value: 'waiting', label: ja.waiting },
                  { value: 'open', label: ja.open },
                  { value: 'all', label: ja.all },
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
                    caption={box === 'received' ? ja.receivedTable : ja.sentTable}
                    items={items}
                    empty={box === 'received' ? ja.noneReceived : ja.noneSent}
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
