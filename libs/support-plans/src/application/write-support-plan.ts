import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade, type Provenance } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { newId, type RecordOf, storedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { type AskedCode, codesOf, ReferenceFacade } from '@madoguchi/reference';
import { ReferralsFacade } from '@madoguchi/referrals';
import { PLAN_GOAL, PLAN_MENU, SUPPORT_PLAN } from '../domain/records';
import { checkPlan, type SupportPlan } from '../domain/support-plan';
import { PlanGoalRow, PlanMemberRow, PlanMenuRow, SupportPlanRow } from '../persistence/support-plan.row';
import { planReview } from './follow-up-kinds';

export interface WriteSupportPlanCommand extends SupportPlan {
  readonly personId: string;
  /** Absent: the case that the acting office knows. */
  readonly caseId: string | undefined;
}

/** 支援プランの作成: goals, menus, team and period in one go; a person may have several plans side by side. */
@Injectable()
export class WriteSupportPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly reference: ReferenceFacade,
    private readonly referrals: ReferralsFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: WriteSupportPlanCommand): Promise<{ id: string; version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      checkPlan(command);
      await this.reference.requireCodes(tx, tx.today, wordsOf(command));
      await this.identity.requireStaff(tx, command.members.map((member) => member.staffId), 'members');
      const provenance = await this.clients.beginWriting(tx, command.personId);
      const caseId = await this.clients.resolveCase(tx, command.personId, command.caseId);
      const id = newId<'SupportPlan'>();
      await tx.insert(SupportPlanRow, {
        id,
        ...provenance,
        caseId,
        referralId: (await this.referrals.activeFor(tx, command.personId))?.id ?? null,
        ...storedOf(SUPPORT_PLAN, { ...command, status: 'draft' }),
      });
      await this.writeParts(tx, id, provenance, command);
      await this.followUps.open(tx, {
        officeId: provenance.sourceOfficeId,
        personId: provenance.personId,
        municipalityId: provenance.municipalityId,
        kind: planReview,
        subjectId: id,
        dueOn: command.reviewOn,
        assigneeId: provenance.writtenBy,
      });
      await this.audit.record(tx, { action: 'support-plans.write', subjects: [command.personId], detail: { planId: id, caseId } });
      return { id, version: 1 };
    });
  }

  private async writeParts(tx: Tx, planId: string, provenance: Provenance, plan: SupportPlan): Promise<void> {
    if (plan.goals.length > 0) {
      await tx.insert(
        PlanGoalRow,
        plan.goals.map((goal, index) => ({ id: newId<'PlanGoal'>(), ...provenance, planId, position: index + 1, ...goal })),
      );
    }
    if (plan.menus.length > 0) {
      await tx.insert(
        PlanMenuRow,
        plan.menus.map((menu) => ({ id: newId<'PlanMenu'>(), ...provenance, planId, ...menu })),
      );
    }
    if (plan.members.length > 0) {
      await tx.insert(
        PlanMemberRow,
        plan.members.map((member) => ({ id: newId<'PlanMember'>(), ...provenance, planId, ...member })),
      );
    }
  }
}

function wordsOf(plan: SupportPlan): readonly AskedCode[] {
  const asked = (part: 'goals' | 'menus', of: RecordOf): readonly AskedCode[] =>
    plan[part].flatMap((one, index) => codesOf(of, one).map(([kind, code, field, label]): AskedCode => [kind, code, `${part}.${index}.${field}`, label]));
  return [...asked('goals', PLAN_GOAL), ...asked('menus', PLAN_MENU)];
}
