import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { useActing } from '../session/use-session';
import { onwardQuery } from './api/onward';
import { AskForm } from './components/ask-form';
import { OnwardItem } from './components/onward-item';

/** 他機関への再提供, for each of the three offices that take part; absent where there is nothing to pass on. */
export function OnwardCard({ client }: { readonly client: ClientPage }): ReactNode {
  const { may } = useActing();
  const query = useQuery(onwardQuery(client.id));
  const [asking, setAsking] = useState(false);
  const mayAsk = may('onward.ask') && (query.data?.origins.length ?? 0) > 0;
  if (query.data?.sharings.length === 0 && !mayAsk) return null;
  return (
    <PanelCard
      title="他機関への再提供"
      actions={
        mayAsk &&
        !asking && (
          <Button size="sm" onClick={() => setAsking(true)}>
            再提供を申し出る
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ sharings, origins }) => (
          <div className="grid gap-3">
            {asking && <AskForm clientId={client.id} origins={origins} onDone={() => setAsking(false)} />}
            {sharings.length === 0 && !asking && <EmptyState>他の機関から受け取った情報を、さらに別の窓口に伝えた記録はありません。</EmptyState>}
            {sharings.map((one) => (
              <OnwardItem key={one.id} onward={one} />
            ))}
          </div>
        )}
      </Loaded>
    </PanelCard>
  );
}
