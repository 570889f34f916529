import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { Tag, type Tone } from '../../../components/status-tag';
import { formatDay, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { beginReview, type DisclosureRequest, type RequestStep } from '../api/requests';
import { StepForm } from './request-steps';
import { Review } from './review';
import { ja } from '../ja';

const STATE: Readonly<Record<DisclosureRequest['status'], { readonly tone: Tone; readonly symbol: string }>> = {
  received: { tone: 'blue', symbol: '○' },
  correcting: { tone: 'yellow', symbol: '…' },
  reviewing: { tone: 'orange', symbol: '●' },
  decided: { tone: 'green', symbol: '✓' },
  delivered: { tone: 'gray', symbol: '✓' },
  withdrawn: { tone: 'gray', symbol: '－' },
};

/** One request: where it stands, what can be done next, and the review behind a button. */
export function RequestItem({ request }: { readonly request: DisclosureRequest }): ReactNode {
  const codes = useCodes();
  const begin = useCommand(beginReview);
  const [step, setStep] = useState<RequestStep | null>(null);
  const [open, setOpen] = useState(false);
  const { tone, symbol } = STATE[request.status];
  const reviewed = request.status === 'reviewing' || request.outcome !== null;
  return (
    <div className="grid gap-2 rounded-8 border px-4 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Tag tone={tone} symbol={symbol}>
          {codes.label('disclosure_request_status', request.status)}
        </Tag>
        <span>
          {codes.label('requester_kind', request.requesterKind)}　{request.requesterName}
        </span>
        <span>{ja.requestedOn(formatDay(request.requestedOn, today()))}</span>
        <Due request={request} />
        {request.outcome !== null && <span className="font-bold">{codes.label('disclosure_outcome', request.outcome)}</span>}
        {request.documentNumber !== null && <span>{request.documentNumber}</span>}
      </p>
      <p className="whitespace-pre-wrap">{ja.askedForIs(request.askedFor)}</p>
      <p className="text-solid-gray-700">
        {ja.identityCheckIs(codes.label('identity_check', request.identityCheck))}
        {request.authorityCheck !== null && ja.authorityIs(codes.label('authority_check', request.authorityCheck))}
        {request.correctionNote !== null && ja.correctionIs(request.correctionNote)}
        {request.extensionReason !== null && ja.extendedBy(request.extensionDays ?? 0, request.extensionReason)}
      </p>
      <div className="flex flex-wrap gap-3 empty:hidden">
        {request.status === 'received' && (
          <Button size="sm" variant="solid" onClick={() => begin.send({ id: request.id, body: { version: request.version } }).then(() => setOpen(true), () => undefined)}>
            {ja.beginReview}
          </Button>
        )}
        {reviewed && (
          <Button size="sm" expanded={open} onClick={() => setOpen(!open)}>
            {open ? ja.closeReview : ja.openReview}
          </Button>
        )}
        {request.outcome !== null && (
          <a href={`/print/disclosure-requests/${request.id}`} target="_blank" rel="noreferrer" className="self-center">
            {ja.printNotice}
          </a>
        )}
        {stepsOf(request).map(([name, word]) => (
          <Button key={name} size="sm" onClick={() => setStep(name)}>
            {word}
          </Button>
        ))}
      </div>
      {begin.problem !== null && <ProblemNotice error={begin.problem} />}
      {step !== null && <StepForm key={step} request={request} step={step} onDone={() => setStep(null)} />}
      {open && reviewed && <Review requestId={request.id} />}
    </div>
  );
}

function Due({ request }: { readonly request: DisclosureRequest }): ReactNode {
  switch (request.status) {
    case 'received':
    case 'reviewing':
      return request.overdue ? (
        <Tag tone="red" symbol="！">
          {ja.dueOn(formatDay(request.dueOn, today()))}
        </Tag>
      ) : (
        <span>{ja.dueOn(formatDay(request.dueOn, today()))}</span>
      );
    case 'correcting':
      return <span>{ja.clockStands}</span>;
    case 'decided':
    case 'delivered':
    case 'withdrawn':
      return null;
  }
}

function stepsOf(request: DisclosureRequest): readonly (readonly [RequestStep, string])[] {
  const extension = request.extensionDays === null ? ([['extend', ja.extend]] as const) : [];
  const withdrawal = [['withdraw', ja.recordWithdrawal]] as const;
  switch (request.status) {
    case 'received':
      return [['ask_correction', ja.askCorrection], ...extension, ...withdrawal];
    case 'correcting':
      return [['end_correction', ja.acceptCorrection], ...withdrawal];
    case 'reviewing':
      return [...extension, ...withdrawal];
    case 'decided':
      return [['deliver', ja.recordDelivery]];
    case 'delivered':
    case 'withdrawn':
      return [];
  }
}
