import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { consentsQuery } from '../consents/api/consents';
import { useActing } from '../session/use-session';
import { clientReferralsQuery } from './api/referrals';
import { DraftForm } from './components/draft-form';
import { ReferralTable } from './components/referral-table';

interface ReferralsTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
}

export function ReferralsTab({ client, writing, onWriting }: ReferralsTabProps): ReactNode {
  const { may } = useActing();
  const mayRead = may('referrals.read');
  const query = useQuery({ ...clientReferralsQuery(client.id), enabled: mayRead });
  const consents = useQuery(consentsQuery(client.id));
  if (!mayRead) return <EmptyState>支援要請を見る権限がありません。</EmptyState>;
  return (
    <div className="grid gap-3">
      {writing ? (
        <PanelCard title="支援要請の起案">
          <Loaded query={consents}>
            {(list) => {
              const usable = list.filter((consent) => consent.state === 'in_force' && consent.mine);
              return usable.length === 0 ? (
                <EmptyState action={<Button size="sm" onClick={() => onWriting(false)}>閉じる</Button>}>
                  有効な同意がありません。「同意」で、送り先への同意を先に登録してください。
                </EmptyState>
              ) : (
                <DraftForm client={client} consents={usable} onDone={() => onWriting(false)} />
              );
            }}
          </Loaded>
        </PanelCard>
      ) : (
        may('referrals.draft') &&
        client.case !== null && (
          <div>
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              支援要請を起案する
            </Button>
          </div>
        )
      )}
      <Loaded query={query}>
        {(items) => <ReferralTable caption="この人の支援要請" items={items} empty="支援要請はありません。" />}
      </Loaded>
    </div>
  );
}
