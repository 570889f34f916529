import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { PersonBar, type PersonMark, PROTECTED_MARK } from '../../components/person-bar';
import { Tabs } from '../../components/tabs';
import { useKeys } from '../../lib/keys';
import { identityOf } from '../../lib/person';
import { words } from '../../lib/words';
import { ConsentsTab } from '../consents/consents-tab';
import { RecordTab } from '../consultations/record-tab';
import { useNextInQueue } from '../follow-ups/queue';
import { JobTab } from '../job-search/job-tab';
import { ReferralsTab } from '../referrals/referrals-tab';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { PlansTab } from '../support-plans/plans-tab';
import { type ClientPage, clientQuery } from './api/clients';
import { BasicTab } from './components/basic-tab';
import { PresenceLine } from './components/presence-line';
import { CLIENT_TABS, type ClientTab, TAB_LABELS } from './tabs';
import { ja } from './ja';

const route = getRouteApi('/shell/clients/$id');

const WRITING: Partial<Record<ClientTab, string>> = {
  record: 'consultations.write',
  plan: 'support_plans.write',
  referral: 'referrals.draft',
  consent: 'consents.write',
};

export function ClientScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(clientQuery(id));
  return (
    <Page title={words.client} headingHidden {...(query.data === undefined ? {} : { number: query.data.number })}>
      <div className={query.data === undefined ? 'p-4' : undefined}>
        <Loaded query={query}>{(client) => <Person key={id} client={client} />}</Loaded>
      </div>
    </Page>
  );
}

function marksOf(client: ClientPage, caseStatus: string | null): readonly PersonMark[] {
  return [
    ...(client.protected ? [PROTECTED_MARK] : []),
    ...(caseStatus === null ? [] : [{ tone: 'blue' as const, symbol: '○', text: caseStatus }]),
    ...(client.contact?.contactNote ? [{ tone: 'red' as const, symbol: '！', text: ja.contactNote(client.contact.contactNote) }] : []),
    ...(client.merged ? [{ tone: 'orange' as const, symbol: '△', text: ja.merged }] : []),
  ];
}

function Person({ client }: { readonly client: ClientPage }): ReactNode {
  const { tab = 'record', new: writing = false, corrects, queue, item } = route.useSearch();
  const next = useNextInQueue();
  const place = queue === undefined || item === undefined ? {} : { queue, item };
  const navigate = useNavigate();
  const codes = useCodes();
  const { may } = useActing();
  const show = (to: ClientTab, form: { readonly new?: true; readonly corrects?: string } = {}): void =>
    void navigate({ to: '/clients/$id', params: { id: client.id }, search: { tab: to, ...form, ...place }, replace: true });
  const write = (to: ClientTab): void => show(to, { new: true });
  const mayWrite = (which: ClientTab): boolean => WRITING[which] === undefined || may(WRITING[which]);
  useKeys([
    ...(may('consultations.write')
      ? [{ keys: 'n', label: words.writeConsultation, group: ja.page, run: () => write('record') }]
      : []),
    ...CLIENT_TABS.map((value, index) => ({
      keys: String(index + 1),
      label: ja.openTab(TAB_LABELS[value]),
      group: ja.page,
      run: () => show(value),
    })),
  ]);

  const basic = client.basic;
  const person = basic === null ? { number: client.number } : identityOf({ ...basic, number: client.number });
  const caseStatus = client.case === null ? null : codes.label('case_status', client.case.status);
  const tabProps = { client, writing: writing && mayWrite(tab), onWriting: (open: boolean) => (open ? write(tab) : show(tab)) };
  return (
    <>
      <PersonBar
        person={{ ...person, owner: client.case?.workerName ?? null }}
        marks={marksOf(client, caseStatus)}
        actions={
          may('consultations.write') && (
            <Button size="sm" label={words.writeConsultation} onClick={() => write('record')}>
              {words.writeRecord} <kbd className="rounded-4 border px-1 text-xs font-400">N</kbd>
            </Button>
          )
        }
      />
      <PresenceLine clientId={client.id} />
      <div className="px-4 py-2">
        <Tabs
          label={ja.records}
          tabs={CLIENT_TABS.map((value) => ({ value, label: TAB_LABELS[value] }))}
          value={tab}
          onChange={(to) => show(to)}
        >
          {tab === 'record' && (
            <RecordTab
              {...tabProps}
              corrects={corrects}
              onCorrect={(id) => show('record', { new: true, corrects: id })}
              onNext={queue === undefined || item === undefined ? undefined : () => next({ queue, item })}
            />
          )}
          {tab === 'plan' && <PlansTab {...tabProps} />}
          {tab === 'referral' && <ReferralsTab {...tabProps} />}
          {tab === 'job' && <JobTab client={client} />}
          {tab === 'consent' && <ConsentsTab {...tabProps} />}
          {tab === 'basic' && <BasicTab client={client} />}
        </Tabs>
      </div>
    </>
  );
}
