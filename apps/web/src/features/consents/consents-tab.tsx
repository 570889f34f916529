import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { Tag } from '../../components/status-tag';
import { formatDay, today } from '../../lib/dates';
import type { ClientPage } from '../clients/api/clients';
import { ProtectionCard } from '../protection/protection-card';
import { useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { type Consent, consentsQuery } from './api/consents';
import { ConsentForm } from './components/consent-form';
import { ScopeMatrix } from './components/scope-matrix';
import { WithdrawalDialog } from './components/withdrawal-dialog';

interface ConsentsTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
}

export function ConsentsTab({ client, writing, onWriting }: ConsentsTabProps): ReactNode {
  const { may } = useActing();
  const query = useQuery(consentsQuery(client.id));
  const [withdrawing, setWithdrawing] = useState<Consent | null>(null);
  return (
    <div className="grid gap-3">
      {writing ? (
        <PanelCard title="同意の登録">
          <ConsentForm clientId={client.id} onDone={() => onWriting(false)} />
        </PanelCard>
      ) : (
        may('consents.write') && (
          <div>
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              同意を登録する
            </Button>
          </div>
        )
      )}
      <Loaded query={query}>
        {(consents) =>
          consents.length === 0 ? (
            <PanelCard title="同意">
              <EmptyState>情報共有の同意は登録されていません。</EmptyState>
            </PanelCard>
          ) : (
            consents.map((consent) => (
              <ConsentCard key={consent.id} consent={consent} guarded={client.protected} onWithdraw={() => setWithdrawing(consent)} />
            ))
          )
        }
      </Loaded>
      <ProtectionCard client={client} />
      {withdrawing !== null && <WithdrawalDialog consent={withdrawing} onClose={() => setWithdrawing(null)} />}
    </div>
  );
}

const STATE = {
  in_force: { tone: 'green', symbol: '○', label: '有効' },
  expired: { tone: 'gray', symbol: '－', label: '期限切れ' },
  withdrawn: { tone: 'gray', symbol: '×', label: '撤回済' },
} as const;

function ConsentCard({ consent, guarded, onWithdraw }: { readonly consent: Consent; readonly guarded: boolean; readonly onWithdraw: () => void }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const { tone, symbol, label } = STATE[consent.state];
  const method = codes.label('consent_method', consent.method);
  return (
    <PanelCard
      title={`${consent.formName}（${consent.recipientOfficeName}）`}
      actions={
        consent.mine &&
        consent.state === 'in_force' &&
        may('consents.withdraw') && (
          <Button size="sm" variant="danger" onClick={onWithdraw}>
            同意を撤回する
          </Button>
        )
      }
    >
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <Tag tone={tone} symbol={symbol}>
          {label}
        </Tag>
        <span>同意日 {formatDay(consent.givenOn, today())}</span>
        <span>
          {method}
          {consent.witness !== null && `　立会人 ${consent.witness}`}
        </span>
        <span>有効期限 {formatDay(consent.lastDay, today())} まで</span>
        {consent.withdrawnOn !== null && <span>撤回日 {formatDay(consent.withdrawnOn, today())}</span>}
        <span className="text-solid-gray-700">文面 第{consent.wordingVersion}版</span>
      </p>
      <ScopeMatrix scopes={consent.scopes} recipient={consent.recipientOfficeName} guarded={guarded} />
    </PanelCard>
  );
}
