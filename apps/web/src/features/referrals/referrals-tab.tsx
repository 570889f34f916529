import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { words } from '../../lib/words';
import type { ClientPage } from '../clients/api/clients';
import { consentsQuery } from '../consents/api/consents';
import { useActing } from '../session/use-session';
import { clientReferralsQuery } from './api/referrals';
import { DraftForm } from './components/draft-form';
import { ReferralTable } from './components/referral-table';
import { ja } from './ja';

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
  if (!mayRead) return <EmptyState>{ja.mayNotSee}</EmptyState>;
  return (
    <div className="grid gap-3">
      {writing ? (
        <PanelCard title={ja.drafting}>
          <Loaded query={consents}>
            {(list) => {
              const usable = list.filter((consent) => consent.state === 'in_force' && consent.mine);
              return usable.length === 0 ? (
                <EmptyState action={<Button size="sm" onClick={() => onWriting(false)}>{words.close}</Button>}>
                  {ja.noConsent}
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
              {ja.draft}
            </Button>
          </div>
        )
      )}
      <Loaded query={query}>
        {(items) => <ReferralTable caption={ja.ofThisPerson} items={items} empty={ja.none} />}
      </Loaded>
    </div>
  );
}
