import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PLAN_MOVES } from '../domain/support-plan';
import type { SupportPlanDto } from '../contract/support-plan.dto';
import { SupportPlanRepository } from '../persistence/support-plan.repository';

/** The plans of one person, own and shared by consent, with all their parts. */
@Injectable()
export class ReadSupportPlans {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: SupportPlanRepository,
    private readonly clients: ClientsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<SupportPlanDto[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const heads = await this.repository.heads(tx, personId);
      const { goals, menus, members } = await this.repository.parts(tx, personId);
      await this.audit.record(tx, { action: 'support-plans.read', subjects: [personId], detail: { plans: heads.map((head) => head.id) } });
      return heads.map((head) => ({
        ...head,
        allowed: head.own ? [...PLAN_MOVES.allowed(head.status)] : [],
        goals: goals.filter((one) => one.planId === head.id).map(({ planId: _plan, ...goal }) => goal),
        menus: menus.filter((one) => one.planId === head.id).map(({ planId: _plan, ...menu }) => menu),
        members: members.filter((one) => one.planId === head.id).map(({ planId: _plan, ...member }) => member),
      }));
    });
  }
}
