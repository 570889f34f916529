import { BESIDE_THE_NAME, HELD, HELD_NAMES, type HeldName, HOUSEHOLD, HOUSEHOLD_SHOWN } from '@madoguchi/clients/records';
import type { Fields } from '@madoguchi/kernel';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState } from '../../../components/notices';
import { Facts, PanelCard } from '../../../components/panel-card';
import { formatDay, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { words } from '../../../lib/words';
import { RecordView } from '../../reference/components/record-view';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, editHeld } from '../api/clients';
import { closedReason } from '../closed';
import { CaseCard } from './case-card';
import { HeldForm } from './held-form';
import { WelfareStatusForm } from './welfare-status-form';
import { ja } from '../ja';

type Editing = HeldName | 'status' | null;

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
  const change = useCommand(editHeld);
  // What this office wrote itself stays; of the holder's own records nothing may be left to see.
  const held: Readonly<Record<string, unknown>> = {
    basic: client.basic,
    household: client.household,
    income: client.statuses?.length ? client.statuses : null,
    ...Object.fromEntries(HELD_NAMES.map((name) => [HELD[name].group, client[name]])),
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
  const heldCard = (name: HeldName): ReactNode => {
    const { title, group, locates } = HELD[name];
    return (
      <PanelCard key={name} title={title} className={locates && client.protected ? 'print:hidden' : undefined} actions={edit(name, title, group)}>
        {editing !== name && closed(group) ? (
          shut(group)
        ) : editing === name ? (
          <HeldForm<Fields>
            of={HELD[name]}
            stored={client[name]}
            save={(body) => change.send({ id: client.id, name, body })}
            onDone={close}
          />
        ) : (
          <RecordView<Fields> of={HELD[name]} shown={client[name]} />
        )}
      </PanelCard>
    );
  };

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
      {heldCard('contact')}
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
      {HELD_NAMES.filter((name) => name !== 'contact').map(heldCard)}
    </div>
  );
}
