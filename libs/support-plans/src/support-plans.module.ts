import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ReferralsModule } from '@madoguchi/referrals';
import { MoveSupportPlan } from './application/move-support-plan';
import { ReadSupportPlans } from './application/read-support-plans';
import { SupportPlansFacade } from './application/support-plans.facade';
import { WriteSupportPlan } from './application/write-support-plan';
import { SupportPlanRepository } from './persistence/support-plan.repository';

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule, ReferralsModule],
  providers: [SupportPlanRepository, SupportPlansFacade, WriteSupportPlan, MoveSupportPlan, ReadSupportPlans],
  exports: [SupportPlansFacade, WriteSupportPlan, MoveSupportPlan, ReadSupportPlans],
})
export class SupportPlansModule {}
