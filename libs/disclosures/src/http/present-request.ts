import { type Clock, compareDates, todayInTokyo } from '@madoguchi/kernel';
import type { OpenedRequest, StoredItem, StoredRequest } from '../application/read-requests';
import type { DisclosurePackDto, DisclosureRequestDto, OpenedRequestDto, RangeDto } from './requests.dto';

const OPEN: ReadonlySet<string> = new Set(['received', 'reviewing']);

export function presentRequest(request: StoredRequest, clock: Clock): DisclosureRequestDto {
  return {
    id: request.id,
    status: request.status,
    requestedOn: request.requestedOn,
    requesterKind: request.requesterKind,
    requesterName: request.requesterName,
    identityCheck: request.identityCheck,
    authorityCheck: request.authorityCheck,
    askedFor: request.askedFor,
    dueOn: request.dueOn,
    overdue: OPEN.has(request.status) && compareDates(request.dueOn, todayInTokyo(clock)) < 0,
    correctingFrom: request.correctingFrom,
    correctionNote: request.correctionNote,
    extensionDays: request.extensionDays,
    extensionReason: request.extensionReason,
    extensionNoticedOn: request.extensionNoticedOn,
    outcome: request.outcome,
    outcomeReason: request.outcomeReason,
    decidedByName: request.decidedByName,
    documentNumber: request.documentNumber,
    decidedOn: request.decidedOn,
    deliveredOn: request.deliveredOn,
    withdrawnOn: request.withdrawnOn,
    version: request.version,
  };
}

export function presentOpened({ request, items, decides, adversary }: OpenedRequest, clock: Clock): OpenedRequestDto {
  return {
    request: presentRequest(request, clock),
    items: items.map((item) => ({
      id: item.id,
      own: item.own,
      itemGroup: item.itemGroup,
      holderName: item.holderName,
      happenedOn: item.happenedOn,
      title: item.title,
      body: item.body,
      mark: item.mark,
      reason: item.reason,
      ranges: pairs(item.ranges),
      output: item.output,
      forced: item.forced,
      markedByName: item.markedByName,
      consultedOn: item.consultedOn,
      answeredOn: item.answeredOn,
      answer: item.answer,
      version: item.version,
    })),
    decides,
    adversary,
  };
}

/** Only what a decision lets out: for 存否応答拒否 no item stands in it at all. */
export function presentPack(request: StoredRequest, items: readonly StoredItem[]): DisclosurePackDto {
  return {
    outcome: request.outcome ?? 'withhold',
    outcomeReason: request.outcomeReason,
    documentNumber: request.documentNumber ?? '',
    decidedOn: request.decidedOn ?? '',
    officeName: request.officeName,
    headTitle: request.headTitle,
    requestedOn: request.requestedOn,
    requesterKind: request.requesterKind,
    requesterName: request.requesterName,
    askedFor: request.askedFor,
    items: items
      .filter((item) => item.own)
      .map((item) => {
        const mark = item.mark ?? 'withhold';
        const shown = mark !== 'withhold';
        return { itemGroup: item.itemGroup, title: shown ? item.title : null, happenedOn: shown ? item.happenedOn : null, mark, reason: item.reason, text: item.output };
      }),
    received: items.flatMap((item) =>
      item.own || item.answer === null ? [] : [{ holderName: item.holderName, itemGroup: item.itemGroup, title: item.title, happenedOn: item.happenedOn, answer: item.answer }],
    ),
  };
}

function pairs(flat: readonly number[]): RangeDto[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => ({ from: flat[index * 2] ?? 0, until: flat[index * 2 + 1] ?? 0 }));
}
