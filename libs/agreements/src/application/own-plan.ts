import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { PlanRepository, type StoredPlan } from '../persistence/plan.repository';

/** What every change of a plan asks first. */
@Injectable()
export class OwnPlan {
  constructor(
    private readonly plans: PlanRepository,
  ) {}

  /**
   * Plans are published, so everybody may read them; a city's planner writes its own only. The labour bureau's office
   * belongs to no city and takes part in the agreements of all.
   * @throws DomainError `not_found` for another city's plan.
   */
  async load(tx: Tx, planId: string): Promise<StoredPlan> {
    const plan = await this.plans.get(tx, planId);
    const { municipalityId } = tx.actor;
    if (municipalityId !== null && municipalityId !== plan.municipalityId) throw notFound();
    return plan;
  }
}
