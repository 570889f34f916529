import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import type { IsoDate } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { decisionDue, extend, requestStatus } from '../domain/disclosure-request';
import { DisclosureRequestRow } from '../persistence/request.rows';
import { OwnRequest, type RequestSaved } from './own-request';
import { RequestDue } from './request-due';

/** 期間の延長 (83条2項): once, with a reason and a notice to the requester. */
@Injectable()
export class ExtendRequest {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly reference: ReferenceFacade,
    private readonly due: RequestDue,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    command: { readonly id: string; readonly version: number; readonly days: number; readonly reason: string; readonly noticedOn: IsoDate },
  ): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'extend');
      const most = await this.reference.number(tx, 'disclosure_request.extension_days_max');
      const dueOn = decisionDue(extend(request, command, most, tx.today));
      await tx.change(DisclosureRequestRow, request.id, request.version, {
        status,
        extensionDays: command.days,
        extensionReason: command.reason,
        extensionNoticedOn: command.noticedOn,
        dueOn,
      });
      await this.due.move(tx, request, dueOn);
      await this.audit.record(tx, { action: 'disclosures.extend-request', subjects: [request.personId], detail: { requestId: request.id, days: command.days, dueOn } });
      return { id: request.id, version: request.version + 1 };
    });
  }
}
