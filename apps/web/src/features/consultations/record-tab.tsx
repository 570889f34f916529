import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { words } from '../../lib/words';
import type { ClientPage } from '../clients/api/clients';
import { closedReason } from '../clients/closed';
import { OtherSideClosed } from '../consents/components/other-side';
import { Drafted } from '../drafts/components/drafted';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { consultationsQuery } from './api/consultations';
import { ConsultationForm, correctionOf, freshConsultation } from './components/consultation-form';
import { Feed } from './components/feed';
import { ja } from './ja';

interface RecordTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
  /** Id of the line to put right. */
  readonly corrects?: string | undefined;
  readonly onCorrect: (id: string) => void;
  readonly onNext?: (() => Promise<void>) | undefined;
}

/** 相談記録: the form beside the feed, so that the last visits stay in view while the new one is written. */
export function RecordTab({ client, writing, onWriting, corrects, onCorrect, onNext }: RecordTabProps): ReactNode {
  const { session, assignment, may } = useActing();
  const codes = useCodes();
  const query = useQuery(consultationsQuery(client.id));
  const closed = client.holderClosedGroups.includes('consultation');
  return (
    <div className={writing ? 'grid items-start gap-3 split:grid-cols-[minmax(0,1fr)_27rem]' : 'grid gap-3'}>
      {writing && (
        <PanelCard title={corrects === undefined ? words.writeConsultation : ja.correct} className="split:order-2 split:sticky split:top-[calc(var(--header-height)+4.5rem)] split:max-h-[calc(100dvh-var(--header-height)-5rem)] split:overflow-y-auto">
          <Loaded query={query}>
            {(items) => {
              const line = items.find((item) => item.id === corrects);
              return (
                <Drafted
                  key={corrects}
                  kind={corrects === undefined ? 'consultation' : `correction-${corrects}`}
                  subject={client.id}
                  fresh={line === undefined ? freshConsultation(items[0]?.mode ?? 'counter', session.staff.id) : correctionOf(line, session.staff.id)}
                >
                  {(draft, again) => (
                    <ConsultationForm
                      client={client}
                      draft={draft}
                      corrects={corrects}
                      onNext={onNext}
                      onDiscarded={again}
                      onDone={() => onWriting(false)}
                    />
                  )}
                </Drafted>
              );
            }}
          </Loaded>
        </PanelCard>
      )}
      <PanelCard
        title={ja.progress}
        actions={
          !writing &&
          may('consultations.write') && (
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              {ja.newRecord}
            </Button>
          )
        }
      >
        {client.case !== null && (
          <p className="rounded-4 bg-solid-gray-50 px-3 py-2 text-sm">
            <span className="font-bold">{ja.chiefComplaint}</span>　{client.case.chiefComplaint}
          </p>
        )}
        {closed && <ClosedGroup label={words.heldBy(client.holderName, codes.itemGroup('consultation'))} reason={closedReason(client, assignment.organisationName)} />}
        <OtherSideClosed client={client} group="consultation" />
        <Loaded query={query}>
          {(items) =>
            items.length > 0 ? (
              <Feed items={items} onCorrect={!writing && may('consultations.write') ? onCorrect : undefined} />
            ) : (
              // Nothing can be said of what is closed.
              !client.closedGroups.includes('consultation') && <EmptyState>{ja.none}</EmptyState>
            )
          }
        </Loaded>
      </PanelCard>
    </div>
  );
}
