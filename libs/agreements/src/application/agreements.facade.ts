import { Injectable } from '@nestjs/common';
import { newId, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type ComputedLine, targetOf } from '../domain/computed-line';
import { type AnnualPlan, documentName, tableName } from '../domain/plan';
import { PlanRepository, type ReportedTotal, type StoredLine, type StoredLineOfPlan, type StoredPlan } from '../persistence/plan.repository';
import { AnnualPlanRow, PlanLineRow } from '../persistence/plan.rows';

/** Plans and their computed lines, for later rooms. */
@Injectable()
export class AgreementsFacade {
  constructor(private readonly plans: PlanRepository) {}

  plan(tx: Tx, id: string): Promise<StoredPlan> {
    return this.plans.get(tx, id);
  }

  lines(tx: Tx, planId: string): Promise<readonly StoredLine[]> {
    return this.plans.lines(tx, planId);
  }

  /** @throws DomainError `not_found` when the plan has no such computed line. */
  async line(tx: Tx, planId: string, lineKey: string, part: number): Promise<StoredLineOfPlan> {
    const line = await this.plans.lineOf(tx, planId, lineKey, part);
    if (!line) throw notFound();
    return line;
  }

  reported(tx: Tx, planId: string): Promise<readonly ReportedTotal[]> {
    return this.plans.reported(tx, planId);
  }

  /** Stores a plan as printed, with the parts that are computed from cases. */
  async adopt(tx: Tx, agreementId: string, plan: AnnualPlan, computed: readonly ComputedLine[]): Promise<string> {
    const id = newId<'AnnualPlan'>();
    await tx.insert(AnnualPlanRow, {
      id,
      agreementId,
      fiscalYear: plan.fiscalYear,
      title: tableName(plan),
      sample: plan.mark !== undefined,
      sourceDocument: documentName(plan),
      document: plan,
      version: 1,
    });
    for (const line of computed) {
      await tx.insert(PlanLineRow, {
        id: newId<'PlanLine'>(),
        planId: id,
        ...line,
        routes: [...line.routes],
        target: targetOf(plan, line.lineKey, line.part),
        version: 1,
      });
    }
    return id;
  }
}
