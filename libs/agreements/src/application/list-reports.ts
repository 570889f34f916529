import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PlanRepository } from '../persistence/plan.repository';
import { ReportedRepository, type StoredReport } from '../persistence/reported.repository';

export type { StoredReport };

/** What was reported for one part, month by month: who, when, and where it was read. */
@Injectable()
export class ListReports {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly plans: PlanRepository,
    private readonly reported: ReportedRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string, lineKey: string, part: number): Promise<readonly StoredReport[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.plans.get(tx, planId);
      await this.audit.record(tx, { action: 'agreements.list-reports', subjects: [], detail: { planId, lineKey, part } });
      return this.reported.ofPart(tx, planId, lineKey, part);
    });
  }
}
