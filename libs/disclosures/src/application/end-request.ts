import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import type { IsoDate } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { between, requestStatus } from '../domain/disclosure-request';
import { DisclosureRequestRow } from '../persistence/request.rows';
import { OwnRequest, type RequestSaved } from './own-request';
import { RequestDue } from './request-due';

interface EndCommand {
  readonly id: string;
  readonly version: number;
  readonly on: IsoDate;
}

/** 開示の実施, and the requester's withdrawal before the decision; with either the request rests. */
@Injectable()
export class EndRequest {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly due: RequestDue,
    private readonly audit: AuditTrail,
  ) {}

  async deliver(ctx: Ctx, command: EndCommand): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'deliver');
      between('deliveredOn', '実施した日', command.on, request.decidedOn ?? request.requestedOn, tx.today);
      await tx.change(DisclosureRequestRow, request.id, request.version, { status, deliveredOn: command.on });
      await this.audit.record(tx, { action: 'disclosures.deliver', subjects: [request.personId], detail: { requestId: request.id } });
      return { id: request.id, version: request.version + 1 };
    });
  }

  /** The copies lose their text with it. */
  async withdraw(ctx: Ctx, command: EndCommand): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'withdraw');
      between('withdrawnOn', '取下げの日', command.on, request.requestedOn, tx.today);
      await tx.change(DisclosureRequestRow, request.id, request.version, { status, correctingFrom: null, withdrawnOn: command.on });
      await this.due.close(tx, request.id, 'void');
      await this.audit.record(tx, { action: 'disclosures.withdraw-request', subjects: [request.personId], detail: { requestId: request.id } });
      return { id: request.id, version: request.version + 1 };
    });
  }
}
