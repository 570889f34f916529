import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type IsoDate, notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { agree, approve, PLAN_MOVES, type PlanStatus } from '../domain/support-plan';
import { type OwnPlan, SupportPlanRepository } from '../persistence/support-plan.repository';
import { SupportPlanRow } from '../persistence/support-plan.row';
import { planReview } from './follow-up-kinds';

export interface MovedPlan {
  readonly id: string;
  readonly version: number;
  readonly status: PlanStatus;
}

type Decided = { readonly status: PlanStatus } & Partial<SupportPlanRow>;

/** 本人同意・支援決定・評価 of a plan that the acting organisation wrote. */
@Injectable()
export class MoveSupportPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: SupportPlanRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly access: AccessFacade,
    private readonly audit: AuditTrail,
  ) {}

  async agree(ctx: Ctx, planId: string, version: number, agreedOn: IsoDate): Promise<MovedPlan> {
    return this.move(ctx, planId, version, 'support-plans.agree', (tx, plan) => ({ status: agree(plan.status, agreedOn, tx.today), agreedOn }));
  }

  async approve(ctx: Ctx, planId: string, version: number, approvedOn: IsoDate): Promise<MovedPlan> {
    return this.move(ctx, planId, version, 'support-plans.approve', (tx, plan) => ({
      status: approve(plan.status, plan.agreedOn, approvedOn, tx.today),
      approvedOn,
      approvedBy: tx.actor.staffId,
    }));
  }

  /** The review that was due is done with it. */
  async evaluate(ctx: Ctx, planId: string, version: number): Promise<MovedPlan> {
    return this.move(ctx, planId, version, 'support-plans.evaluate', async (tx, plan) => {
      const status = PLAN_MOVES.next(plan.status, 'evaluate');
      await this.followUps.settle(tx, planReview, plan.id, 'done');
      return { status };
    });
  }

  private async move(
    ctx: Ctx,
    planId: string,
    version: number,
    action: string,
    decide: (tx: Tx, plan: OwnPlan) => Decided | Promise<Decided>,
  ): Promise<MovedPlan> {
    return this.transactions.run(ctx, async (tx) => {
      const plan = await this.repository.own(tx, planId);
      if (!plan) throw notFound();
      await this.access.mustWork(tx, plan.personId);
      requireVersion(plan, version);
      const values = await decide(tx, plan);
      await tx.change(SupportPlanRow, planId, version, values);
      await this.audit.record(tx, { action, subjects: [plan.personId], detail: { planId, status: values.status } });
      return { id: planId, version: version + 1, status: values.status };
    });
  }
}
