import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, invalidField, type IsoDate, notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { between, requestStatus } from '../domain/disclosure-request';
import { type Answer, type Mark, markItem, type Range } from '../domain/review';
import { RequestRepository, type StoredRequest } from '../persistence/request.repository';
import { DisclosureItemRow, DisclosureRequestRow } from '../persistence/request.rows';
import { OwnRequest, type RequestSaved, type ReviewItem } from './own-request';

/** The first of two persons: what of each record is disclosed. Can be changed until the decision. */
@Injectable()
export class ReviewDisclosureItem {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly repository: RequestRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async mark(
    ctx: Ctx,
    command: { readonly id: string; readonly version: number; readonly mark: Mark; readonly reason?: string | undefined; readonly ranges?: readonly Range[] | undefined },
  ): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const { item, request } = await this.load(tx, command.id, command.version);
      if (!item.own || item.body === null) throw conflict('not_own', '他の機関から受けた情報は、開示の対象にできません。');
      // A reason that has ended stays on an item that is only marked anew.
      if (command.reason !== undefined && command.reason !== item.reason) await this.reference.requireCode(tx, 'withhold_reason', command.reason, tx.today, 'reason', '理由');
      const { mark, reason, ranges, output } = markItem({ body: item.body, forced: item.forced }, command);
      const { staffId } = tx.actor;
      await tx.change(DisclosureItemRow, item.id, item.version, { mark, reason, ranges: ranges.flatMap(({ from, until }) => [from, until]), output, markedBy: staffId });
      await this.touch(tx, request);
      await this.audit.record(tx, { action: 'disclosures.mark-item', subjects: [item.personId], detail: { requestId: item.requestId, itemId: item.id, mark, ...(reason === null ? {} : { reason }) } });
      return { id: item.id, version: item.version + 1 };
    });
  }

  /** What another organisation gave is for it to judge: it is asked, or takes the matter over (移送). */
  async consult(
    ctx: Ctx,
    command: { readonly id: string; readonly version: number; readonly consultedOn: IsoDate; readonly answer?: Answer | undefined; readonly answeredOn?: IsoDate | undefined },
  ): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const { item, request } = await this.load(tx, command.id, command.version);
      if (item.own) throw conflict('own', 'この機関が作成した情報は、協議の対象ではありません。');
      const { consultedOn, answer, answeredOn } = command;
      between('consultedOn', '協議した日', consultedOn, request.requestedOn, tx.today);
      if ((answer === undefined) !== (answeredOn === undefined)) {
        throw invalidField(answer === undefined ? 'answer' : 'answeredOn', 'required', '回答と回答日は、両方を入力してください。');
      }
      if (answeredOn !== undefined) between('answeredOn', '回答日', answeredOn, consultedOn, tx.today);
      await tx.change(DisclosureItemRow, item.id, item.version, { consultedOn, answer: answer ?? null, answeredOn: answeredOn ?? null });
      await this.touch(tx, request);
      await this.audit.record(tx, { action: 'disclosures.consult-holder', subjects: [item.personId], detail: { requestId: item.requestId, itemId: item.id, ...(answer === undefined ? {} : { answer }) } });
      return { id: item.id, version: item.version + 1 };
    });
  }

  /** The request moves with its items: who decides has seen the last mark, or is told that something changed. */
  private async touch(tx: Tx, request: StoredRequest): Promise<void> {
    await tx.change(DisclosureRequestRow, request.id, request.version, { status: request.status });
  }

  private async load(tx: Tx, id: string, version: number): Promise<{ readonly item: ReviewItem; readonly request: StoredRequest }> {
    const stored = await this.repository.item(tx, id);
    if (!stored) throw notFound();
    await this.repository.hold(tx, stored.requestId);
    const request = await this.own.find(tx, stored.requestId);
    const item = (await this.own.items(tx, request)).find((one) => one.id === id);
    if (!item) throw notFound();
    requireVersion(item, version);
    requestStatus.next(request.status, 'mark');
    return { item, request };
  }
}
