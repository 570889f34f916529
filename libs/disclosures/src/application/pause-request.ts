import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import type { IsoDate } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { askCorrection, decisionDue, endCorrection, requestStatus } from '../domain/disclosure-request';
import { DisclosureRequestRow } from '../persistence/request.rows';
import { OwnRequest, type RequestSaved } from './own-request';
import { RequestDue } from './request-due';

/** 補正: its days do not count (83条1項ただし書). */
@Injectable()
export class PauseRequest {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnRequest,
    private readonly due: RequestDue,
    private readonly audit: AuditTrail,
  ) {}

  async ask(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly askedOn: IsoDate; readonly note: string }): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'ask_correction');
      const correctingFrom = askCorrection(request, command.askedOn, tx.today);
      await tx.change(DisclosureRequestRow, request.id, request.version, { status, correctingFrom, correctionNote: command.note });
      await this.due.close(tx, request.id, 'void');
      await this.audit.record(tx, { action: 'disclosures.ask-correction', subjects: [request.personId], detail: { requestId: request.id, correctingFrom } });
      return { id: request.id, version: request.version + 1 };
    });
  }

  async end(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly correctedOn: IsoDate }): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const request = await this.own.load(tx, command.id, command.version);
      const status = requestStatus.next(request.status, 'end_correction');
      const { pausedDays, ...clock } = endCorrection(request, command.correctedOn, tx.today);
      const dueOn = decisionDue({ ...clock, pausedDays });
      await tx.change(DisclosureRequestRow, request.id, request.version, { status, correctingFrom: null, pausedDays, dueOn });
      await this.due.open(tx, request, dueOn);
      await this.audit.record(tx, { action: 'disclosures.end-correction', subjects: [request.personId], detail: { requestId: request.id, pausedDays, dueOn } });
      return { id: request.id, version: request.version + 1 };
    });
  }
}
