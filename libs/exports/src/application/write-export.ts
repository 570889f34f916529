import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { firstDay, lastDay, addDays, monthOf, isoDate } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { OUTCOME_COLUMNS, outcomeCells, type OutcomeRow, readThrough } from '../domain/outcome-columns';
import { ExportRepository } from '../persistence/export.repository';
import { OutcomeRepository, type OutcomeWindow } from '../persistence/outcome.repository';
import { openFileWriter } from './outcome-file';

const PAGE = 500;
const BEFORE_ALL = { date: '0001-01-01', recordId: '00000000-0000-0000-0000-000000000000' };

/**
 * Writes the file in one transaction: it exists whole or not at all, and a worker killed in the middle begins again.
 * Progress is told in transactions of its own.
 */
@Injectable()
export class WriteExport {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly exports: ExportRepository,
    private readonly outcomes: OutcomeRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, exportId: string): Promise<void> {
    const { window, format, total, finished } = await this.prepare(ctx, exportId);
    if (finished) return;
    await this.transactions.run(ctx, async (tx) => {
      const label = await this.reference.labels(tx);
      const labelOf = (kind: string, code: string): string => label(kind, code) ?? code;
      const writer = openFileWriter(format, (position, bytes) => this.exports.addChunk(tx, exportId, position, bytes));
      await writer.write(OUTCOME_COLUMNS.map((column) => column.heading));
      let rows = 0;
      let after = BEFORE_ALL;
      for (;;) {
        const page = await this.outcomes.page(tx, window, after, PAGE);
        for (const row of page) await writer.write(outcomeCells(row, labelOf));
        rows += page.length;
        await this.remember(tx, exportId, page);
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        after = { date: last.date, recordId: last.recordId };
        const done = rows;
        await this.transactions.run(ctx, (own) => this.exports.progress(own, exportId, done, Math.max(total, done)));
      }
      const file = await writer.end();
      await this.exports.finish(tx, exportId, 'done', { rows, ...file });
    });
  }

  private async prepare(ctx: Ctx, exportId: string): Promise<{ window: OutcomeWindow; format: 'xlsx' | 'csv'; total: number; finished: boolean }> {
    return this.transactions.run(ctx, async (tx) => {
      const file = await this.exports.get(tx, exportId);
      const month = monthOf(isoDate(file.month));
      const window = { from: firstDay(month), until: addDays(lastDay(month), 1) };
      const finished = file.status !== 'queued' && file.status !== 'running';
      const total = finished ? 0 : await this.outcomes.count(tx, window);
      if (!finished) await this.exports.progress(tx, exportId, 0, total);
      return { window, format: file.format, total, finished };
    });
  }

  private async remember(tx: Tx, exportId: string, page: readonly OutcomeRow[]): Promise<void> {
    const persons = page.flatMap(readThrough);
    await this.exports.addPersons(tx, exportId, persons);
    const withheld = new Set(page.filter((row) => row.protected).map((row) => row.personId)).size;
    await this.audit.record(tx, { action: 'exports.write', subjects: page.map((row) => row.personId), detail: { exportId, withheld } });
  }
}
