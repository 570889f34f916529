import { BESIDE_THE_NAME, HELD, HELD_NAMES, type HeldName, HOUSEHOLD, HOUSEHOLD_SHOWN } from '@madoguchi/clients/records';
import type { Fields } from '@madoguchi/kernel';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState } from '../../../components/notices';
import { Facts, PanelCard } from '../../../components/panel-card';
import { formatDay, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { RecordView } from '../../reference/components/record-view';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, editHeld } from '../api/clients';
import { closedReason } from '../closed';
import { CaseCard } from './case-card';
import { HeldForm } from './held-form';
import { WelfareStatusForm } from './welfare-status-form';

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
      <Button size="xs" label={`${label}を変更`} onClick={() => setEditing(what)}>
        変更
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
      <PanelCard title="基本">
        {closed('basic') ? (
          shut('basic')
        ) : (
          <RecordView
            of={BESIDE_THE_NAME}
            shown={basic}
            before={[
              ['受付番号', client.number],
              ['氏名', basic && `${basic.familyName}　${basic.givenName}`],
              ['カナ', basic && `${basic.familyKana}　${basic.givenKana}`],
            ]}
            after={[['登録した機関', client.holderName]]}
          />
        )}
      </PanelCard>
      {heldCard('contact')}
      <PanelCard title="対象区分" actions={holder && edit('status', '対象区分', 'income')}>
        {closed('income') ? (
          shut('income')
        ) : editing === 'status' ? (
          <WelfareStatusForm clientId={client.id} onDone={close} />
        ) : (client.statuses ?? []).length === 0 ? (
          <EmptyState />
        ) : (
          <Facts
            items={(client.statuses ?? []).map((span) => [
              `${formatDay(span.validFrom, today())} から`,
              `${codes.label('welfare_status', span.status)}${span.validUntil === null ? '' : `（${formatDay(span.validUntil, today())} まで）`}`,
            ])}
          />
        )}
      </PanelCard>
      <PanelCard title="世帯">
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
              ['世帯員', client.household.members.map((one) => `${codes.label('relation', one.relation)}：${one.name ?? '閲覧の範囲外'}`).join('\n')],
            ]}
          />
        )}
      </PanelCard>
      {HELD_NAMES.filter((name) => name !== 'contact').map(heldCard)}
    </div>
  );
}
