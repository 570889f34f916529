import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../../components/notices';
import { PanelCard } from '../../../components/panel-card';
import type { ClientPage } from '../../clients/api/clients';
import type { Introduction } from '../../job-search/api/job-search';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { placementsQuery } from '../api/placements';
import { PlacementForm } from './placement-form';
import { PlacementItem } from './placement-item';

interface PlacementsCardProps {
  readonly client: ClientPage;
  readonly introductions: readonly Introduction[];
}

export function PlacementsCard({ client, introductions }: PlacementsCardProps): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const query = useQuery(placementsQuery(client.id));
  const [writing, setWriting] = useState(false);
  return (
    <PanelCard
      title="就職・定着"
      actions={
        may('placements.write') &&
        !writing && (
          <Button size="sm" variant="solid" onClick={() => setWriting(true)}>
            就職を登録
          </Button>
        )
      }
    >
      {writing && <PlacementForm client={client} introductions={introductions} onDone={() => setWriting(false)} />}
      {client.holderClosedGroups.includes('placement') && (
        <ClosedGroup label={codes.itemGroup('placement')} reason={`${client.holderName}の記録は同意の範囲外です`} />
      )}
      <Loaded query={query}>
        {(placements) =>
          placements.length === 0 ? (
            <EmptyState>就職は登録されていません。</EmptyState>
          ) : (
            placements.map((placement) => <PlacementItem key={placement.id} placement={placement} />)
          )
        }
      </Loaded>
    </PanelCard>
  );
}
