import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Tabs } from '../../components/tabs';
import { useActing } from '../session/use-session';
import { AccountsTab } from './components/accounts-tab';
import { ListsTab } from './components/lists-tab';
import { TokensTab } from './components/tokens-tab';
import type { AdminTab } from './tabs';

/** 管理: accounts and 人事異動 of the own organisation, tokens of other systems, and what is in force. */
export function AdminScreen(): ReactNode {
  const { may } = useActing();
  const navigate = useNavigate();
  const { tab = 'accounts' } = useSearch({ from: '/shell/admin' });
  const tabs: readonly { readonly value: AdminTab; readonly label: string }[] = [
    ...(may('accounts.manage') ? [{ value: 'accounts', label: '利用者・異動' } as const] : []),
    ...(may('tokens.manage') ? [{ value: 'tokens', label: '接続の鍵' } as const] : []),
    { value: 'lists', label: '窓口・コード' },
  ];
  const value = tabs.find((one) => one.value === tab)?.value ?? 'lists';
  return (
    <Page title="管理">
      <div className="px-4 pb-8">
        <Tabs label="管理" tabs={tabs} value={value} onChange={(next) => void navigate({ to: '/admin', search: { tab: next } })}>
          {contentOf(value)}
        </Tabs>
      </div>
    </Page>
  );
}

function contentOf(tab: AdminTab): ReactNode {
  switch (tab) {
    case 'accounts':
      return <AccountsTab />;
    case 'tokens':
      return <TokensTab />;
    case 'lists':
      return <ListsTab />;
  }
}
