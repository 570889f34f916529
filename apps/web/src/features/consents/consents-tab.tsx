import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { EmptyState, Loaded } from '../../components/notices';
import { PanelCard } from '../../components/panel-card';
import { Tag } from '../../components/status-tag';
import { formatDay, today } from '../../lib/dates';
import type { ClientPage } from '../clients/api/clients';
import { DisclosureCard } from '../disclosures/disclosure-card';
import { RequestCard } from '../disclosures/request-card';
import { OnwardCard } from '../onward/onward-card';
import { ProtectionCard } from '../protection/protection-card';
import { type Codes, useCodes } from '../reference/use-codes';
import { useActing } from '../session/use-session';
import { type Consent, consentsQuery } from './api/consents';
import { ConsentForm } from './components/consent-form';
import { NarrowDialog } from './components/narrow-dialog';
import { PaperLine } from './components/paper-line';
import { RecipientPreview } from './components/recipient-preview';
import { ScopeMatrix } from './components/scope-matrix';
import { WithdrawalDialog } from './components/withdrawal-dialog';
import { ja } from './ja';

interface ConsentsTabProps {
  readonly client: ClientPage;
  readonly writing: boolean;
  readonly onWriting: (open: boolean) => void;
}

export function ConsentsTab({ client, writing, onWriting }: ConsentsTabProps): ReactNode {
  const { may } = useActing();
  const query = useQuery(consentsQuery(client.id));
  const [withdrawing, setWithdrawing] = useState<Consent | null>(null);
  const [narrowing, setNarrowing] = useState<Consent | null>(null);
  const [previewing, setPreviewing] = useState<Consent | null>(null);
  const [renewing, setRenewing] = useState<Consent | null>(null);
  return (
    <div className="grid gap-3">
      {writing ? (
        <PanelCard title={ja.recording}>
          <ConsentForm client={client} onDone={() => onWriting(false)} />
        </PanelCard>
      ) : renewing !== null ? (
        <PanelCard title={ja.renewalFor(renewing.recipientName)}>
          <ConsentForm client={client} renews={renewing} onDone={() => setRenewing(null)} />
        </PanelCard>
      ) : (
        may('consents.write') && (
          <div>
            <Button size="sm" variant="solid" onClick={() => onWriting(true)}>
              {ja.record}
            </Button>
          </div>
        )
      )}
      <Loaded query={query}>
        {(consents) =>
          consents.length === 0 ? (
            <PanelCard title={ja.title}>
              <EmptyState>{ja.none}</EmptyState>
            </PanelCard>
          ) : (
            consents.map((consent) => (
              <ConsentCard
                key={consent.id}
                consent={consent}
                guarded={client.protected}
                onPreview={() => setPreviewing(consent)}
                onRenew={() => setRenewing(consent)}
                onNarrow={() => setNarrowing(consent)}
                onWithdraw={() => setWithdrawing(consent)}
              />
            ))
          )
        }
      </Loaded>
      <OnwardCard client={client} />
      <ProtectionCard client={client} />
      <RequestCard client={client} />
      <DisclosureCard client={client} />
      {previewing !== null && <RecipientPreview client={client} scopes={previewing.scopes} recipient={previewing.recipientName} onClose={() => setPreviewing(null)} />}
      {narrowing !== null && <NarrowDialog consent={narrowing} onClose={() => setNarrowing(null)} />}
      {withdrawing !== null && <WithdrawalDialog consent={withdrawing} onClose={() => setWithdrawing(null)} />}
    </div>
  );
}

const STATE = {
  in_force: { tone: 'green', symbol: '○', label: ja.valid },
  expired: { tone: 'gray', symbol: '－', label: ja.expired },
  renewed: { tone: 'gray', symbol: '－', label: ja.isRenewed },
  withdrawn: { tone: 'gray', symbol: '×', label: ja.isWithdrawn },
} as const;

interface ConsentCardProps {
  readonly consent: Consent;
  readonly guarded: boolean;
  readonly onPreview: () => void;
  readonly onRenew: () => void;
  readonly onNarrow: () => void;
  readonly onWithdraw: () => void;
}

function ConsentCard({ consent, guarded, onPreview, onRenew, onNarrow, onWithdraw }: ConsentCardProps): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const { tone, symbol, label } = STATE[consent.state];
  const method = codes.label('consent_method', consent.method);
  return (
    <PanelCard
      title={`${consent.formName}（${consent.recipientName}）`}
      actions={
        consent.mine && (
          <div className="flex flex-wrap gap-3 empty:hidden">
            {consent.state === 'in_force' && (
              <Button size="sm" onClick={onPreview}>
                {ja.preview}
              </Button>
            )}
            {(consent.state === 'in_force' || consent.state === 'expired') && may('consents.write') && (
              <Button size="sm" onClick={onRenew}>
                {ja.renew}
              </Button>
            )}
            {consent.state === 'in_force' && may('consents.withdraw') && (
              <>
                <Button size="sm" onClick={onNarrow}>
                  {ja.narrow}
                </Button>
                <Button size="sm" variant="danger" onClick={onWithdraw}>
                  {ja.withdraw}
                </Button>
              </>
            )}
          </div>
        )
      }
    >
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <Tag tone={tone} symbol={symbol}>
          {label}
        </Tag>
        <span>{ja.givenOn(formatDay(consent.givenOn, today()))}</span>
        <span>
          {method}
          {consent.witness !== null && ja.witnessIs(consent.witness)}
        </span>
        <span>{ja.validUntil(formatDay(consent.lastDay, today()))}</span>
        {consent.withdrawnOn !== null && <span>{ja.withdrawnOn(formatDay(consent.withdrawnOn, today()))}</span>}
      </p>
      {consent.narrowed.length > 0 && <p className="text-sm">{ja.narrowedGroups(narrowedWords(consent, codes))}</p>}
      <PaperLine consent={consent} />
      <ScopeMatrix scopes={consent.scopes} recipient={consent.recipientName} guarded={guarded} over={consent.state !== 'in_force'} />
    </PanelCard>
  );
}

/** 「健康（11/20から）、…」 each way once. */
function narrowedWords(consent: Consent, codes: Codes): string {
  const words = consent.narrowed.map(
    ({ direction, itemGroup, narrowedOn }) =>
      `${codes.itemGroup(itemGroup)}（${direction === 'from_recipient' ? ja.toThisOffice : ja.to(consent.recipientName)}・${formatDay(narrowedOn, today())}）`,
  );
  return [...new Set(words)].join('、');
}
