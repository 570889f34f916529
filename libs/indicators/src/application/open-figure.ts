import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { fiscalYearRange } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { yearShown } from '../domain/figure';
import { FactRepository } from '../persistence/fact.repository';
import { PlanLineRepository } from '../persistence/plan-line.repository';
import type { FigureRecordsDto } from '../contract/figure.dto';

/** The records behind a figure: the same definition under the reader's policies. What lies outside is a number and nothing more. */
@Injectable()
export class OpenFigure {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly lines: PlanLineRepository,
    private readonly facts: FactRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string, lineKey: string, part: number): Promise<FigureRecordsDto> {
    return this.transactions.read(ctx, async (tx) => {
      const line = await this.lines.get(tx, planId, lineKey, part);
      const { total, facts } = await this.facts.open(tx, line, fiscalYearRange(yearShown(line.fiscalYear, line.lastFiscalYear, tx.today)));
      const items = [...facts];
      await this.audit.record(tx, { action: 'indicators.open-figure', subjects: items.map((item) => item.personId), detail: { planId, lineKey, part } });
      return { total, open: items.length, closed: total - items.length, items };
    });
  }
}
