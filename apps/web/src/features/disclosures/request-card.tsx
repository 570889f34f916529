import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { useActing } from '../session/use-session';
import { requestsQuery } from './api/requests';
import { RequestForm } from './components/request-form';
import { RequestItem } from './components/request-item';
import { ja } from './ja';

/** 開示請求 to this organisation about this person; for offices that hold the person and for who may review. */
export function RequestCard({ client }: { readonly client: ClientPage }): ReactNode {
  const { may, assignment } = useActing();
  const query = useQuery({ ...requestsQuery(client.id), enabled: may('disclosure_requests.write') });
  const [recording, setRecording] = useState(false);
  if (!may('disclosure_requests.write') || query.data?.holds === false) return null;
  return (
    <PanelCard title={ja.requests}>
      <p className="text-sm">{ja.aboutRequests(assignment.organisationName)}</p>
      <Loaded query={query}>
        {({ requests }) => (
          <div className="grid gap-3">
            {requests.length === 0 && !recording && <EmptyState>{ja.noRequests}</EmptyState>}
            {requests.map((request) => (
              <RequestItem key={request.id} request={request} />
            ))}
          </div>
        )}
      </Loaded>
      {recording ? (
        <RequestForm client={client} onDone={() => setRecording(false)} />
      ) : (
        <div>
          <Button size="sm" onClick={() => setRecording(true)}>
            {ja.receive}
          </Button>
        </div>
      )}
    </PanelCard>
  );
}
