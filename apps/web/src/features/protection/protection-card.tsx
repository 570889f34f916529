import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { useActing } from '../session/use-session';
import { protectionQuery } from './api/protection';
import { Adversaries } from './components/adversaries';
import { MeasureItem } from './components/measure-item';
import { RecordForm } from './components/record-form';
import { Releases } from './components/releases';
import { ja } from './ja';

/** DV等支援措置 of a person: the warning for everybody who may see the person, what is behind it for the office that keeps it. */
export function ProtectionCard({ client }: { readonly client: ClientPage }): ReactNode {
  const { may } = useActing();
  const query = useQuery(protectionQuery(client.id));
  const [recording, setRecording] = useState(false);
  return (
    <PanelCard title={ja.title}>
      <Loaded query={query}>
        {({ protections, adversaries, releases, decides }) => {
          const own = protections.find((one) => one.mine && one.inForce);
          return (
            <div className="grid gap-4">
              {protections.length === 0 && !recording && <EmptyState>{ja.none}</EmptyState>}
              {protections.map((one) => (
                <MeasureItem key={one.id} measure={one} decides={decides} />
              ))}
              {own === undefined && may('protection.write') && client.basic?.own === true && !recording && (
                <div>
                  <Button size="sm" onClick={() => setRecording(true)}>
                    {ja.record}
                  </Button>
                </div>
              )}
              {recording && <RecordForm client={client} onDone={() => setRecording(false)} />}
              {own !== undefined && <Adversaries measureId={own.id} adversaries={adversaries} />}
              {(own !== undefined || releases.length > 0) && (
                <Releases clientId={client.id} releases={releases} mayAsk={own !== undefined && may('protection.write')} decides={decides} />
              )}
            </div>
          );
        }}
      </Loaded>
    </PanelCard>
  );
}
