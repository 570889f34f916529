import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { compareDates, invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, Outbox, TransactionRunner } from '@madoguchi/platform';
import { runExportJob } from '../jobs/run-export.job';
import { ExportFileRow } from '../persistence/export.rows';

export interface RequestExportCommand {
  readonly format: 'xlsx' | 'csv';
  /** First day of the month. */
  readonly month: IsoDate;
  readonly reason: string;
}

const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Asks for the month's outcome export. A job writes it; the file is kept for a week. */
@Injectable()
export class RequestExport {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: RequestExportCommand): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      if (compareDates(command.month, tx.today) > 0) throw invalidField('month', 'future_date', '月は今月までから選んでください。');
      const acting = tx.actor;
      const id = newId<'Export'>();
      await tx.insert(ExportFileRow, {
        id,
        assignmentId: ctx.assignmentId,
        officeId: acting.officeId,
        kind: 'monthly_outcomes',
        format: command.format,
        month: command.month,
        reason: command.reason,
        status: 'queued',
        rowsDone: 0,
        requestedAt: tx.now,
        expiresAt: new Date(tx.now.getTime() + KEPT_DAYS * DAY_MS),
      });
      await this.audit.record(tx, { action: 'exports.request', subjects: [], detail: { exportId: id, month: command.month, format: command.format } });
      await this.outbox.put(tx, runExportJob, { exportId: id });
      return { id };
    });
  }
}
