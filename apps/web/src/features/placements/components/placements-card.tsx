import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import type { ClientPage } from '../../clients/api/clients';
import { closedReason } from '../../clients/closed';
import type { Introduction } from '../../job-search/api/job-search';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { placementsQuery } from '../api/placements';
import { PlacementForm } from './placement-form';
import { PlacementItem } from './placement-item';
import { words } from '../../../lib/words';
import { ja } from '../ja';

interface PlacementsCardProps {
  readonly client: ClientPage;
  readonly introductions: readonly Introduction[];
}

export function PlacementsCard({ client, introductions }: PlacementsCardProps): ReactNode {
  const codes = useCodes();
  const { assignment, may } = useActing();
  const query = useQuery(placementsQuery(client.id));
  const [writing, setWriting] = useState(false);
  return (
    <PanelCard
      title={ja.title}
      actions={
        may('placements.write') &&
        !writing && (
          <Button size="sm" variant="solid" onClick={() => setWriting(true)}>
            {ja.register}
          </Button>
        )
      }
    >
      {writing && <PlacementForm client={client} introductions={introductions} onDone={() => setWriting(false)} />}
      {client.holderClosedGroups.includes('placement') && (
        <ClosedGroup label={words.heldBy(client.holderName, codes.itemGroup('placement'))} reason={closedReason(client, assignment.organisationName)} />
      )}
      <Loaded query={query}>
        {(placements) =>
          placements.length === 0 ? (
            // Nothing can be said of what is closed.
            !client.closedGroups.includes('placement') && <EmptyState>{ja.none}</EmptyState>
          ) : (
            placements.map((placement) => <PlacementItem key={placement.id} placement={placement} />)
          )
        }
      </Loaded>
    </PanelCard>
  );
}
