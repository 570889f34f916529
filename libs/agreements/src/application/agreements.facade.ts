import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';
import type { AnnualPlan } from '../domain/plan';
import { PlanRepository, type ReportedTotal, type StoredPlan } from '../persistence/plan.repository';
import { CopyDocument } from './copy-document';
import { OwnPlan } from './own-plan';

/** Plans and what was reported beside them, for later rooms. */
@Injectable()
export class AgreementsFacade {
  constructor(
    private readonly plans: PlanRepository,
    private readonly own: OwnPlan,
    private readonly copyDocument: CopyDocument,
  ) {}

  plan(tx: Tx, id: string): Promise<StoredPlan> {
    return this.plans.get(tx, id);
  }

  /** @throws DomainError `not_found` for another city's plan. */
  ownPlan(tx: Tx, id: string): Promise<StoredPlan> {
    return this.own.load(tx, id);
  }

  reported(tx: Tx, planId: string): Promise<readonly ReportedTotal[]> {
    return this.plans.reported(tx, planId);
  }

  /** Stores a plan as printed. */
  adopt(tx: Tx, agreementId: string, plan: AnnualPlan): Promise<string> {
    return this.plans.add(tx, agreementId, plan);
  }

  /** Copies the document; what its lines count is the caller's. */
  copyToNextYear(tx: Tx, planId: string): Promise<string> {
    return this.copyDocument.run(tx, planId);
  }
}
