import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail, changeOf, recorded } from '@madoguchi/audit';
import { compareDates, conflict, invalidField, type IsoDate, notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { SUPPORT_CASE } from '../domain/records';
import { ClientRepository } from '../persistence/client.repository';
import { SupportCaseRow } from '../persistence/client.rows';
import type { Saved } from './edit-client';

/** 終了 and 再開 of the own organisation's case. A closed case keeps everything and can be reopened. */
@Injectable()
export class CloseCase {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly reference: ReferenceFacade,
    private readonly access: AccessFacade,
    private readonly audit: AuditTrail,
  ) {}

  async close(ctx: Ctx, personId: string, command: { readonly caseId: string; readonly closedOn: IsoDate; readonly reason: string; readonly version?: number }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const own = await this.repository.ownCase(tx, personId, command.caseId);
      if (!own) throw notFound();
      await this.access.mustWork(tx, personId);
      if (command.version !== undefined) requireVersion(own, command.version);
      if (own.status === 'closed') throw conflict('illegal_transition', 'このケースはすでに終了しています。', ['reopen']);
      await this.reference.requireCode(tx, 'closing_reason', command.reason, command.closedOn, 'reason', SUPPORT_CASE.fields.closingReason.label);
      if (compareDates(command.closedOn, tx.today) > 0) throw invalidField('closedOn', 'future_date', '終了日は今日までの日付を入力してください。');
      if (compareDates(command.closedOn, own.openedOn) < 0) throw invalidField('closedOn', 'end_before_start', '終了日は受付日より後の日付を入力してください。');
      const version = command.version ?? own.version;
      await tx.change(SupportCaseRow, own.id, version, { status: 'closed', closedOn: command.closedOn, closingReason: command.reason });
      await this.audit.record(tx, {
        action: 'clients.close-case',
        subjects: [personId],
        detail: { caseId: own.id, reason: command.reason },
        values: [changeOf(personId, recorded(SUPPORT_CASE, { status: own.status }), recorded(SUPPORT_CASE, { status: 'closed', closedOn: command.closedOn, closingReason: command.reason }))],
      });
      return { id: own.id, version: version + 1 };
    });
  }

  async reopen(ctx: Ctx, personId: string, command: { readonly caseId: string; readonly version: number }): Promise<Saved> {
    return this.transactions.run(ctx, async (tx) => {
      const own = await this.repository.ownCase(tx, personId, command.caseId);
      if (!own) throw notFound();
      await this.access.mustWork(tx, personId);
      requireVersion(own, command.version);
      if (own.status !== 'closed') throw conflict('illegal_transition', 'このケースは終了していません。', ['close']);
      await tx.change(SupportCaseRow, own.id, command.version, { status: 'open', closedOn: null, closingReason: null });
      await this.audit.record(tx, {
        action: 'clients.reopen-case',
        subjects: [personId],
        detail: { caseId: own.id },
        values: [changeOf(personId, recorded(SUPPORT_CASE, { status: own.status, closedOn: own.closedOn, closingReason: own.closingReason }), recorded(SUPPORT_CASE, { status: 'open' }))],
      });
      return { id: own.id, version: command.version + 1 };
    });
  }
}
