import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { DisclosuresModule } from '@madoguchi/disclosures';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ReferralsModule } from '@madoguchi/referrals';
import { MoveSupportPlan } from './application/move-support-plan';
import { PlansInDisclosure } from './application/plans-in-disclosure';
import { PlansInWithdrawal } from './application/plans-in-withdrawal';
import { ReadSupportPlans } from './application/read-support-plans';
import { SupportPlansFacade } from './application/support-plans.facade';
import { WriteSupportPlan } from './application/write-support-plan';
import { SupportPlanRepository } from './persistence/support-plan.repository';

@Module({
  imports: [IdentityModule, ClientsModule, ConsentsModule, DisclosuresModule, FollowUpsModule, ReferralsModule],
  providers: [SupportPlanRepository, SupportPlansFacade, WriteSupportPlan, MoveSupportPlan, ReadSupportPlans, PlansInWithdrawal, PlansInDisclosure],
  exports: [SupportPlansFacade, WriteSupportPlan, MoveSupportPlan, ReadSupportPlans],
})
export class SupportPlansModule {}
