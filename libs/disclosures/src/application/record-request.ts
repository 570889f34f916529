import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type IsoDate, newId, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { decisionDue, type RequesterKind, takeRequest } from '../domain/disclosure-request';
import { DisclosureRequestRow } from '../persistence/request.rows';
import type { RequestSaved } from './own-request';
import { RequestDue } from './request-due';

export interface RecordRequestCommand {
  readonly personId: string;
  readonly requestedOn: IsoDate;
  readonly requesterKind: RequesterKind;
  readonly requesterName: string;
  readonly identityCheck: string;
  readonly authorityCheck?: string | undefined;
  readonly askedFor: string;
}

/** 開示請求 comes in. The clock runs from its day on, whatever the office does. */
@Injectable()
export class RecordRequest {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly reference: ReferenceFacade,
    private readonly due: RequestDue,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RecordRequestCommand): Promise<RequestSaved> {
    return this.transactions.run(ctx, async (tx) => {
      // Asked before anything is written: a request makes nobody a holder.
      if (!(await this.clients.holds(tx, command.personId))) throw notFound();
      const provenance = await this.clients.beginWriting(tx, command.personId);
      const { authorityCheck } = takeRequest(command, tx.today);
      await this.reference.requireCodes(tx, tx.today, [
        ['identity_check', command.identityCheck, 'identityCheck', '本人確認の方法'],
        ['authority_check', authorityCheck, 'authorityCheck', '代理権の確認の方法'],
      ]);
      const clock = {
        requestedOn: command.requestedOn,
        decisionDays: await this.reference.number(tx, 'disclosure_request.decision_days'),
        pausedDays: 0,
        extensionDays: null,
      };
      const id = newId<'DisclosureRequest'>();
      const dueOn = decisionDue(clock);
      const { requesterKind, requesterName, identityCheck, askedFor } = command;
      await tx.insert(DisclosureRequestRow, { id, ...provenance, ...clock, requesterKind, requesterName, identityCheck, authorityCheck, askedFor, status: 'received', dueOn });
      await this.due.open(tx, { ...provenance, id }, dueOn);
      await this.audit.record(tx, { action: 'disclosures.record-request', subjects: [command.personId], detail: { requestId: id, requesterKind, dueOn } });
      return { id, version: 1 };
    });
  }
}
