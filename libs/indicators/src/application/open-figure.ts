import { Injectable } from '@nestjs/common';
import { AgreementsFacade } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { fiscalYear, fiscalYearRange } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type FactRow, firstOfEachPerson } from '../domain/figure';
import { FactRepository } from '../persistence/fact.repository';
import type { FigureRecordsDto } from '../contract/figure.dto';

/** The records behind a figure: the same definition under the reader's policies. What lies outside is a number and nothing more. */
@Injectable()
export class OpenFigure {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly facts: FactRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string, lineKey: string, part: number): Promise<FigureRecordsDto> {
    return this.transactions.read(ctx, async (tx) => {
      const line = await this.agreements.line(tx, planId, lineKey, part);
      const { total, facts } = await this.facts.open(tx, line, fiscalYearRange(fiscalYear(line.fiscalYear)));
      const items = counted(line.basis, facts).map(({ recordId: _internal, ...item }) => item);
      items.sort((a, b) => a.date.localeCompare(b.date) || a.number.localeCompare(b.number));
      await this.audit.record(tx, { action: 'indicators.open-figure', subjects: items.map((item) => item.personId), detail: { planId, lineKey, part } });
      return { total, open: items.length, closed: total - items.length, items };
    });
  }
}

function counted<F extends FactRow>(basis: 'persons' | 'events', facts: readonly F[]): readonly F[] {
  return basis === 'persons' ? firstOfEachPerson(facts) : facts;
}
