import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DataTable } from '../../../components/data-table';
import { EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import { formatDay, today } from '../../../lib/dates';
import { type Account, accountsQuery } from '../api/accounts';
import { AccountForm } from './account-form';
import { AccountPanel } from './account-panel';
import { TransferForm } from './transfer-form';

type Work = 'look' | 'add' | 'transfer';

/** 利用者・異動: accounts of the own organisation, and what one or several of them need. */
export function AccountsTab(): ReactNode {
  const query = useQuery(accountsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [work, setWork] = useState<Work>('look');
  const look = (id: string | null): void => {
    setChosen(id);
    setWork('look');
  };
  return (
    <Loaded query={query}>
      {({ accounts, provider }) => {
        const account = accounts.find((one) => one.id === chosen);
        return (
          <div className="grid items-start gap-3 split:grid-cols-[minmax(0,1fr)_26rem]">
            <PanelCard
              title="利用者"
              actions={
                <div className="flex flex-wrap gap-2">
                  <Button
                    size="sm"
                    unavailable={ticked.size === 0}
                    reason="一覧で、異動する人に印を付けてください。"
                    onClick={() => setWork('transfer')}
                  >
                    人事異動
                  </Button>
                  <Button size="sm" variant="solid" onClick={() => setWork('add')}>
                    新しい利用者
                  </Button>
                </div>
              }
            >
              <DataTable<Account>
                caption="利用者の一覧"
                main
                rows={accounts}
                rowKey={(one) => one.id}
                rowLabel={(one) => `${one.name}を選ぶ`}
                selected={chosen}
                onSelect={(one) => look(one.id)}
                ticked={ticked}
                onTick={setTicked}
                empty={<EmptyState />}
                columns={[
                  {
                    key: 'name',
                    header: '氏名',
                    heading: true,
                    cell: (one) => (
                      <button type="button" className="text-blue-1000 underline" onClick={() => look(one.id)}>
                        {one.name}
                      </button>
                    ),
                  },
                  { key: 'login', header: '利用者ID', wideOnly: true, cell: (one) => one.login },
                  { key: 'now', header: '今の所属', wrap: true, cell: (one) => presentOf(one) },
                  { key: 'next', header: '予定', wrap: true, cell: (one) => plannedOf(one) },
                  { key: 'state', header: '状態', cell: (one) => stateOf(one) },
                ]}
              />
            </PanelCard>
            <PanelCard title={work === 'add' ? '新しい利用者' : work === 'transfer' ? '人事異動' : (account?.name ?? '利用者の内容')}>
              {work === 'add' ? (
                <AccountForm provider={provider} onDone={() => look(chosen)} />
              ) : work === 'transfer' ? (
                <TransferForm
                  accounts={accounts.filter((one) => ticked.has(one.id))}
                  onDone={() => {
                    setTicked(new Set());
                    look(chosen);
                  }}
                />
              ) : account === undefined ? (
                <EmptyState>一覧から利用者を選んでください。</EmptyState>
              ) : (
                <AccountPanel key={account.id} account={account} provider={provider} />
              )}
            </PanelCard>
          </div>
        );
      }}
    </Loaded>
  );
}

function presentOf({ assignments }: Account): string {
  const now = assignments.filter((one) => one.validFrom <= today() && (one.lastDay === null || one.lastDay >= today()));
  return now.map((one) => `${one.officeName}・${one.roleLabel}`).join('、');
}

function plannedOf({ assignments }: Account): string {
  const ends = assignments.flatMap((one) =>
    one.lastDay !== null && one.lastDay >= today() ? [`${formatDay(one.lastDay, today())}まで ${one.officeName}`] : [],
  );
  const begins = assignments.flatMap((one) =>
    one.validFrom > today() ? [`${formatDay(one.validFrom, today())}から ${one.officeName}・${one.roleLabel}`] : [],
  );
  return [...ends, ...begins].join('、');
}

function stateOf(account: Account): string {
  if (account.disabled) return '停止中';
  if (account.service) return '他システム用';
  return account.mustChangePassword ? '初回ログイン前' : '';
}
