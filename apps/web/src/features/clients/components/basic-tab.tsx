import { BESIDE_THE_NAME, HOUSEHOLD, HOUSEHOLD_SHOWN, PERSON_CONTACT, PERSON_HEALTH, PERSON_WORK_HISTORY } from '@madoguchi/clients/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState } from '../../../components/notices';
import { Facts, PanelCard } from '../../../components/panel-card';
import { plainContact } from '../../../lib/contact-text';
import { formatDay, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { words } from '../../../lib/words';
import { RecordView } from '../../reference/components/record-view';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, editContact, editHealth, editWorkHistory } from '../api/clients';
import { closedReason } from '../closed';
import { CaseCard } from './case-card';
import { HeldForm } from './held-form';
import { WelfareStatusForm } from './welfare-status-form';
import { ja } from '../ja';

type Editing = 'contact' | 'health' | 'work' | 'status' | null;

interface BasicTabProps {
  readonly client: ClientPage;
  /** A preview: another office's name, for which nothing can be changed. */
  readonly asSeenBy?: string;
}

/** The facts held about a person, by item group; a group outside consent is named, not left out. */
export function BasicTab({ client, asSeenBy }: BasicTabProps): ReactNode {
  const codes = useCodes();
  const { assignment, may } = useActing();
  const reader = asSeenBy ?? assignment.organisationName;
  const holder = client.holderName === reader;
  const [editing, setEditing] = useState<Editing>(null);
  const contact = useCommand(editContact);
  const health = useCommand(editHealth);
  const work = useCommand(editWorkHistory);
  // What this office wrote itself stays; of the holder's own records nothing may be left to see.
  const held: Readonly<Record<string, unknown>> = {
    basic: client.basic,
    contact: client.contact,
    household: client.household,
    income: client.statuses?.length ? client.statuses : null,
    health: client.health,
    work_history: client.workHistory,
  };
  const closed = (group: string): boolean =>
    client.closedGroups.includes(group) || (client.holderClosedGroups.includes(group) && held[group] === null);
  const close = (): void => setEditing(null);
  const edit = (what: Exclude<Editing, null>, label: string, group: string): ReactNode =>
    asSeenBy === undefined && may('clients.edit') && !client.closedGroups.includes(group) && editing !== what ? (
      <Button size="xs" label={ja.changeOf(label)} onClick={() => setEditing(what)}>
        {ja.change}
      </Button>
    ) : null;
  const shut = (group: string): ReactNode => <ClosedGroup label={codes.itemGroup(group)} reason={closedReason(client, reader, codes.locates(group))} />;
  const { basic } = client;

  return (
    <div className="gap-3 split:columns-2 [&>*]:mb-3 [&>*]:break-inside-avoid">
      {client.case !== null && <CaseCard client={client} case={client.case} holder={holder} />}
      <PanelCard title={ja.basic}>
        {closed('basic') ? (
          shut('basic')
        ) : (
          <RecordView
            of={BESIDE_THE_NAME}
            shown={basic}
            before={[
              [words.number, client.number],
              [words.name, basic && `${basic.familyName}　${basic.givenName}`],
              [words.kana, basic && `${basic.familyKana}　${basic.givenKana}`],
            ]}
            after={[[ja.holder, client.holderName]]}
          />
        )}
      </PanelCard>
      <PanelCard title={ja.contact} className={client.protected ? 'print:hidden' : undefined} actions={edit('contact', ja.contact, 'contact')}>
        {editing !== 'contact' && closed('contact') ? (
          shut('contact')
        ) : editing === 'contact' ? (
          <HeldForm of={PERSON_CONTACT} stored={client.contact} save={(body) => contact.send({ id: client.id, body: plainContact(body) })} onDone={close} />
        ) : (
          <RecordView of={PERSON_CONTACT} shown={client.contact} />
        )}
      </PanelCard>
      <PanelCard title={words.welfareStatus} actions={holder && edit('status', words.welfareStatus, 'income')}>
        {closed('income') ? (
          shut('income')
        ) : editing === 'status' ? (
          <WelfareStatusForm clientId={client.id} onDone={close} />
        ) : (client.statuses ?? []).length === 0 ? (
          <EmptyState />
        ) : (
          <Facts
            items={(client.statuses ?? []).map((span) => [
              ja.from(formatDay(span.validFrom, today())),
              `${codes.label('welfare_status', span.status)}${span.validUntil === null ? '' : ja.until(formatDay(span.validUntil, today()))}`,
            ])}
          />
        )}
      </PanelCard>
      <PanelCard title={words.household}>
        {closed('household') ? (
          shut('household')
        ) : client.household === null ? (
          <EmptyState />
        ) : (
          <RecordView
            of={HOUSEHOLD_SHOWN}
            shown={client.household}
            after={[
              [HOUSEHOLD.fields.districtWorkerId.label, client.household.districtWorkerName],
              [ja.members, client.household.members.map((one) => `${codes.label('relation', one.relation)}：${one.name ?? words.closed}`).join('\n')],
            ]}
          />
        )}
      </PanelCard>
      <PanelCard title={ja.health} actions={edit('health', ja.health, 'health')}>
        {editing !== 'health' && closed('health') ? (
          shut('health')
        ) : editing === 'health' ? (
          <HeldForm of={PERSON_HEALTH} stored={client.health} save={(body) => health.send({ id: client.id, body })} onDone={close} />
        ) : (
          <RecordView of={PERSON_HEALTH} shown={client.health} />
        )}
      </PanelCard>
      <PanelCard title={ja.workHistory} actions={edit('work', ja.workHistory, 'work_history')}>
        {editing !== 'work' && closed('work_history') ? (
          shut('work_history')
        ) : editing === 'work' ? (
          <HeldForm of={PERSON_WORK_HISTORY} stored={client.workHistory} save={(body) => work.send({ id: client.id, body })} onDone={close} />
        ) : (
          <RecordView of={PERSON_WORK_HISTORY} shown={client.workHistory} />
        )}
      </PanelCard>
    </div>
  );
}
