import { REGISTRATION } from '@madoguchi/consultations/records';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { ClosedGroup, EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { Tag } from '../../components/status-tag';
import { words } from '../../lib/words';
import type { ClientPage } from '../clients/api/clients';
import { closedReason } from '../clients/closed';
import { PlacementsCard } from '../placements/components/placements-card';
import { RecordView } from '../reference/components/record-view';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { type JobSearch, jobSearchQuery } from './api/job-search';
import { IntroductionForm } from './components/introduction-form';
import { IntroductionList } from './components/introduction-list';
import { RegistrationForm } from './components/registration-form';
import { ja } from './ja';

/** 求職申込, 職業紹介 and 就職 of one person. */
export function JobTab({ client }: { readonly client: ClientPage }): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const query = useQuery(jobSearchQuery(client.id));
  const closed = client.closedGroups.includes('job_search');
  return (
    <div className="grid gap-3">
      {closed ? (
        <ClosedGroup label={codes.itemGroup('job_search')} reason={closedReason(client, assignment.organisationName)} />
      ) : (
        <Loaded query={query}>{(data) => <Search client={client} data={data} />}</Loaded>
      )}
      <PlacementsCard client={client} introductions={query.data?.introductions ?? []} />
    </div>
  );
}

function Search({ client, data }: { readonly client: ClientPage; readonly data: JobSearch }): ReactNode {
  const { may } = useActing();
  const [open, setOpen] = useState<'registration' | 'introduction' | null>(null);
  const write = may('job_search.write');
  const latest = data.registration ?? data.registrations[0] ?? null;
  return (
    <div className="grid items-start gap-3 split:grid-cols-[24rem_minmax(0,1fr)]">
      <PanelCard
        title={words.registration}
        actions={
          write &&
          open !== 'registration' && (
            <Button size="sm" variant={latest === null ? 'solid' : 'outline'} onClick={() => setOpen('registration')}>
              {ja.addApplication}
            </Button>
          )
        }
      >
        {open === 'registration' ? (
          <RegistrationForm client={client} onDone={() => setOpen(null)} />
        ) : latest === null ? (
          <EmptyState>{ja.noApplication}</EmptyState>
        ) : (
          <>
            <p>{latest.valid ? <Tag tone="green" symbol="○">{ja.valid}</Tag> : <Tag tone="gray" symbol="－">{ja.expired}</Tag>}</p>
            <RecordView of={REGISTRATION} shown={latest} after={[[ja.acceptedAt, latest.officeName]]} />
          </>
        )}
      </PanelCard>
      <PanelCard
        title={words.introduction}
        actions={
          write &&
          open !== 'introduction' && (
            <Button
              size="sm"
              variant="solid"
              unavailable={data.registration === null}
              reason={ja.noValidApplication}
              onClick={() => setOpen('introduction')}
            >
              {ja.addIntroduction}
            </Button>
          )
        }
      >
        {open === 'introduction' && <IntroductionForm client={client} onDone={() => setOpen(null)} />}
        <IntroductionList introductions={data.introductions} />
      </PanelCard>
    </div>
  );
}
