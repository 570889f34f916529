import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { PanelCard } from '../../components/panel-card';
import { useActing } from '../session/use-session';
import { PasswordForm } from './components/password-form';
import { SecondFactor } from './components/second-factor';
import { SessionList } from './components/session-list';

/** One's own account: it belongs to the person, whatever the office of the tab. */
export function AccountScreen(): ReactNode {
  // Opened over the identity provider alone: both are the provider's business.
  const { hasPassword } = useActing().session;
  return (
    <Page title="アカウント">
      <div className="grid items-start gap-3 px-4 pt-1 pb-6 split:grid-cols-2">
        {hasPassword && (
          <PanelCard title="パスワード">
            <PasswordForm />
          </PanelCard>
        )}
        <div className="grid gap-3">
          {hasPassword && (
            <PanelCard title="2段階認証">
              <SecondFactor />
            </PanelCard>
          )}
          <PanelCard title="ログイン中の端末">
            <SessionList />
          </PanelCard>
        </div>
      </div>
    </Page>
  );
}
