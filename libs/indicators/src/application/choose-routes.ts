import { Injectable } from '@nestjs/common';
import { AgreementsFacade } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { filtersOf } from '../domain/facts';
import { PlanLineRepository } from '../persistence/plan-line.repository';
import { PlanLineRow } from '../persistence/plan-line.row';

export interface ChosenRoutes {
  readonly planId: string;
  readonly lineKey: string;
  readonly part: number;
  readonly version: number;
  readonly routes: readonly string[];
}

/** Which 就職経路 count is part of each line's definition; where the printed words are silent, the planner chooses. */
@Injectable()
export class ChooseRoutes {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, choice: ChosenRoutes): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      await this.agreements.ownPlan(tx, choice.planId);
      const line = await this.lines.get(tx, choice.planId, choice.lineKey, choice.part);
      if (!filtersOf(line.fact).includes('route')) throw invalidField('routes', 'no_routes', 'この目標に就職経路はありません。');
      const routes = [...new Set(choice.routes)].sort();
      // A route that has ended stays in a definition that counts old placements by it.
      const added = routes.filter((route) => !line.routes.includes(route));
      await this.reference.requireCodes(tx, tx.today, added.map((route) => ['route', route, 'routes', '就職経路']));
      await tx.change(PlanLineRow, line.id, choice.version, { routes });
      await this.audit.record(tx, {
        action: 'indicators.choose-routes',
        subjects: [],
        detail: { lineId: line.id, before: line.routes, after: routes },
      });
      return { id: line.id, version: choice.version + 1 };
    });
  }
}
