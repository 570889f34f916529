import { Injectable } from '@nestjs/common';
import { AgreementsFacade } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { fiscalYear, fiscalYearRange, type MunicipalityId, notFound } from '@madoguchi/kernel';
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
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string, lineKey: string, part: number): Promise<FigureRecordsDto> {
    return this.transactions.read(ctx, async (tx) => {
      const plan = await this.agreements.plan(tx, planId);
      const line = (await this.agreements.lines(tx, planId)).find((one) => one.lineKey === lineKey && one.part === part);
      if (!line) throw notFound();
      const municipality = plan.municipalityId as MunicipalityId;
      const window = fiscalYearRange(fiscalYear(plan.fiscalYear));
      const all = counted(line.basis, await this.facts.counting(municipality, (all) => all(line, window)));
      const open = counted(line.basis, await this.facts.open(tx, municipality, line, window));
      const labels = await this.clients.numbersAndNames(
        tx,
        open.map((fact) => fact.personId),
      );
      const items = open.flatMap((fact) => {
        const label = labels.get(fact.personId);
        return label ? [{ personId: fact.personId, date: fact.date, route: fact.route, ...label }] : [];
      });
      items.sort((a, b) => a.date.localeCompare(b.date) || a.number.localeCompare(b.number));
      await this.audit.record(tx, { action: 'indicators.open-figure', subjects: items.map((item) => item.personId), detail: { planId, lineKey, part } });
      return { total: all.length, open: items.length, closed: all.length - items.length, items };
    });
  }
}

function counted<F extends FactRow>(basis: 'persons' | 'events', facts: readonly F[]): readonly F[] {
  return basis === 'persons' ? firstOfEachPerson(facts) : facts;
}
