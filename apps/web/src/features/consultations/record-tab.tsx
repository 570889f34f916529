import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import type { ClientPage } from '../clients/api/clients';
import { Drafted } from '../drafts/components/drafted';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { consultationsQuery } from './api/consultations';
import { ConsultationForm, freshConsultation } from './components/consultation-form';
import { Feed } from './components/feed';

interface RecordTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
}

/** 相談記録: the form beside the feed, so that the last visits stay in view while the new one is written. */
export function RecordTab({ client, writing, onWriting }: RecordTabProps): ReactNode {
  const { session, may } = useActing();
  const codes = useCodes();
  const query = useQuery(consultationsQuery(client.id));
  const closed = client.holderClosedGroups.includes('consultation');
  return (
    <div className={writing ? 'grid items-start gap-3 split:grid-cols-[minmax(0,1fr)_27rem]' : 'grid gap-3'}>
      {writing && (
        <PanelCard title="相談記録を書く" className="split:order-2 split:sticky split:top-[calc(var(--header-height)+4.5rem)] split:max-h-[calc(100dvh-var(--header-height)-5rem)] split:overflow-y-auto">
          <Loaded query={query}>
            {(items) => (
              <Drafted kind="consultation" subject={client.id} fresh={freshConsultation(items[0]?.mode ?? 'counter', session.staff.id)}>
                {(draft, again) => (
                  <ConsultationForm client={client} draft={draft} onDiscarded={again} onDone={() => onWriting(false)} />
                )}
              </Drafted>
            )}
          </Loaded>
        </PanelCard>
      )}
      <PanelCard
        title="支援経過"
        actions={
          !writing &&
          may('consultations.write') && (
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              新しい記録
            </Button>
          )
        }
      >
        {client.case !== null && (
          <p className="rounded-4 bg-solid-gray-50 px-3 py-2 text-sm">
            <span className="font-bold">主訴</span>　{client.case.chiefComplaint}
          </p>
        )}
        {closed && <ClosedGroup label={codes.itemGroup('consultation')} reason={`${client.holderName}の記録は同意の範囲外です`} />}
        <Loaded query={query}>
          {(items) => (items.length === 0 ? <EmptyState>相談記録はまだありません。</EmptyState> : <Feed items={items} />)}
        </Loaded>
      </PanelCard>
    </div>
  );
}
