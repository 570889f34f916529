import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState } from '../../../components/notices';
import { Facts, PanelCard } from '../../../components/panel-card';
import { plainPhone, plainPostalCode } from '../../../lib/contact-text';
import { formatDay, today, wareki } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type ClientPage, editContact, editHealth, editWorkHistory } from '../api/clients';
import { closedReason } from '../closed';
import { CaseCard } from './case-card';
import { HeldForm } from './held-form';
import { WelfareStatusForm } from './welfare-status-form';

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
      <Button size="xs" label={`${label}を変更`} onClick={() => setEditing(what)}>
        変更
      </Button>
    ) : null;
  const shut = (group: string): ReactNode => <ClosedGroup label={codes.itemGroup(group)} reason={closedReason(client, reader, codes.locates(group))} />;
  const { basic } = client;

  return (
    <div className="gap-3 split:columns-2 [&>*]:mb-3 [&>*]:break-inside-avoid">
      {client.case !== null && <CaseCard client={client} case={client.case} holder={holder} />}
      <PanelCard title="基本">
        {closed('basic') ? (
          shut('basic')
        ) : (
          <Facts
            items={[
              ['受付番号', client.number],
              ['氏名', basic && `${basic.familyName}　${basic.givenName}`],
              ['カナ', basic && `${basic.familyKana}　${basic.givenKana}`],
              ['生年月日', wareki(basic?.birthDate)],
              ['性別', basic && codes.label('sex', basic.sex)],
              ['登録した機関', client.holderName],
            ]}
          />
        )}
      </PanelCard>
      <PanelCard title="連絡先" className={client.protected ? 'print:hidden' : undefined} actions={edit('contact', '連絡先', 'contact')}>
        {editing !== 'contact' && closed('contact') ? (
          shut('contact')
        ) : editing === 'contact' ? (
          <HeldForm
            label="連絡先"
            version={client.contact?.version ?? 0}
            values={{
              phone: client.contact?.phone ?? '',
              postalCode: client.contact?.postalCode ?? '',
              address: client.contact?.address ?? '',
              contactNote: client.contact?.contactNote ?? '',
            }}
            fields={[
              { name: 'phone', label: '電話' },
              { name: 'postalCode', label: '郵便番号' },
              { name: 'address', label: '住所' },
              { name: 'contactNote', label: '連絡時の注意', rows: 2 },
            ]}
            save={(values, version) => {
              const plain = { ...values, phone: plainPhone(values.phone), postalCode: plainPostalCode(values.postalCode) };
              return contact.send({ id: client.id, body: { ...filled(plain), version } });
            }}
            onDone={close}
          />
        ) : (
          <Facts
            items={[
              ['電話', client.contact?.phone],
              ['郵便番号', client.contact?.postalCode],
              ['住所', client.contact?.address],
              ['連絡時の注意', client.contact?.contactNote],
            ]}
          />
        )}
      </PanelCard>
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
          <Facts
            items={[
              ['ケース番号', client.household.caseNumber],
              ['続柄', codes.label('relation', client.household.relation)],
              ['世帯類型', codes.label('household_type', client.household.type)],
              ['地区担当CW', client.household.districtWorkerName],
              ['世帯員', client.household.members.map((one) => `${codes.label('relation', one.relation)}：${one.name ?? '閲覧の範囲外'}`).join('\n')],
            ]}
          />
        )}
      </PanelCard>
      <PanelCard title="健康" actions={edit('health', '健康', 'health')}>
        {editing !== 'health' && closed('health') ? (
          shut('health')
        ) : editing === 'health' ? (
          <HeldForm
            label="健康"
            version={client.health?.version ?? 0}
            values={{ conditionNote: client.health?.conditionNote ?? '', obstacleNote: client.health?.obstacleNote ?? '' }}
            fields={[
              { name: 'conditionNote', label: '健康状態', rows: 3 },
              { name: 'obstacleNote', label: '就労阻害要因', rows: 3 },
            ]}
            save={(values, version) => health.send({ id: client.id, body: { ...values, version } })}
            onDone={close}
          />
        ) : (
          <Facts
            items={[
              ['健康状態', client.health?.conditionNote],
              ['就労阻害要因', client.health?.obstacleNote],
            ]}
          />
        )}
      </PanelCard>
      <PanelCard title="就労歴" actions={edit('work', '就労歴', 'work_history')}>
        {editing !== 'work' && closed('work_history') ? (
          shut('work_history')
        ) : editing === 'work' ? (
          <HeldForm
            label="就労歴"
            version={client.workHistory?.version ?? 0}
            values={{
              historyNote: client.workHistory?.historyNote ?? '',
              licenceNote: client.workHistory?.licenceNote ?? '',
              wishNote: client.workHistory?.wishNote ?? '',
            }}
            fields={[
              { name: 'historyNote', label: '職歴', rows: 3 },
              { name: 'licenceNote', label: '資格・免許', rows: 2 },
              { name: 'wishNote', label: '希望条件', rows: 2 },
            ]}
            save={(values, version) => work.send({ id: client.id, body: { ...values, version } })}
            onDone={close}
          />
        ) : (
          <Facts
            items={[
              ['職歴', client.workHistory?.historyNote],
              ['資格・免許', client.workHistory?.licenceNote],
              ['希望条件', client.workHistory?.wishNote],
            ]}
          />
        )}
      </PanelCard>
    </div>
  );
}

/** Left out when empty: an empty phone number has no form. */
function filled(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim() !== ''));
}
