import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { PlanRepository } from '../persistence/plan.repository';
import { PlanLineRow } from '../persistence/plan.rows';
import { OwnPlan } from './own-plan';

/** Which 就職経路 count is part of each line's definition; where the printed words are silent, the planner chooses. */
@Injectable()
export class ChooseRoutes {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    choice: { readonly planId: string; readonly lineKey: string; readonly part: number; readonly version: number; readonly routes: readonly string[] },
  ): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      await this.ownPlan.load(tx, choice.planId);
      const line = (await this.plans.lines(tx, choice.planId)).find((one) => one.lineKey === choice.lineKey && one.part === choice.part);
      if (!line) throw notFound();
      if (line.fact !== 'placement') throw invalidField('routes', 'no_routes', 'この目標に就職経路はありません。');
      const routes = [...new Set(choice.routes)].sort();
      // A route that has ended stays in a definition that counts old placements by it.
      const added = routes.filter((route) => !line.routes.includes(route));
      await this.reference.requireCodes(tx, tx.today, added.map((route) => ['route', route, 'routes', '就職経路']));
      await tx.change(PlanLineRow, line.id, choice.version, { routes });
      await this.audit.record(tx, {
        action: 'agreements.choose-routes',
        subjects: [],
        detail: { lineId: line.id, before: line.routes, after: routes },
      });
      return { id: line.id, version: choice.version + 1 };
    });
  }
}
