import { Injectable } from '@nestjs/common';
import { AgreementsFacade, planTable } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { formulaSafe } from '../domain/outcome-columns';
import { openFileWriter } from './outcome-file';

/** 目標値一覧 as a workbook. A plan is small and names nobody: it is written while it is asked for. */
@Injectable()
export class WritePlanTable {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<Buffer> {
    const plan = await this.transactions.read(ctx, async (tx) => {
      const found = await this.agreements.plan(tx, planId);
      await this.audit.record(tx, { action: 'exports.annual-plan', subjects: [], detail: { planId } });
      return found;
    });
    const chunks: Buffer[] = [];
    const file = openFileWriter('xlsx', (_position, bytes) => {
      chunks.push(bytes);
      return Promise.resolve();
    });
    for (const row of planTable(plan.content)) await file.write(row.map(formulaSafe));
    await file.end();
    return Buffer.concat(chunks);
  }
}
