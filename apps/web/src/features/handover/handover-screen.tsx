import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { DataTable } from '../../components/data-table';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { formatWareki, isoDate } from '../../lib/dates';
import { type Leaver, leaversQuery } from './api/handovers';
import { HoldingsForm } from './components/holdings-form';
import { KINDS } from './kinds';

/** 引継ぎ: who leaves this office, what they have in hand, and to whom it goes. */
export function HandoverScreen(): ReactNode {
  const { from } = useSearch({ from: '/shell/handover' });
  const query = useQuery(leaversQuery);
  return (
    <Page title="引継ぎ">
      <Loaded query={query}>
        {(leavers) => {
          const leaver = leavers.find((one) => one.id === from);
          return (
            <div className="grid items-start gap-3 px-4 pb-8 split:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
              <PanelCard title="この窓口を離れる職員">
                <DataTable<Leaver>
                  caption="離れる職員の一覧"
                  main
                  rows={leavers}
                  rowKey={(one) => one.id}
                  selected={from ?? null}
                  empty={<EmptyState>異動の予定も、引き継いでいないものもありません。</EmptyState>}
                  columns={[
                    {
                      key: 'name',
                      header: '氏名',
                      heading: true,
                      cell: (one) => (
                        <Link to="/handover" search={{ from: one.id }}>
                          {one.name}
                        </Link>
                      ),
                    },
                    { key: 'last', header: '最後の日', cell: (one) => (one.lastDay === null ? '所属なし' : formatWareki(isoDate(one.lastDay))) },
                    { key: 'held', header: '担当', wrap: true, cell: (one) => heldOf(one) },
                  ]}
                />
              </PanelCard>
              <PanelCard title={leaver === undefined ? '引き継ぐもの' : `${leaver.name}さんから引き継ぐもの`}>
                {leaver === undefined ? <EmptyState>一覧から職員を選んでください。</EmptyState> : <HoldingsForm key={leaver.id} leaver={leaver} />}
              </PanelCard>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function heldOf({ held }: Leaver): string {
  const words = KINDS.flatMap(({ kind, short }) => (held[kind] === 0 ? [] : [`${short}${held[kind]}件`]));
  return words.length === 0 ? 'なし' : words.join('、');
}
