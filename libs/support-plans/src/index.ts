export { MoveSupportPlan } from './application/move-support-plan';
export { ReadSupportPlans } from './application/read-support-plans';
export { SupportPlansFacade } from './application/support-plans.facade';
export { WriteSupportPlan, type WriteSupportPlanCommand } from './application/write-support-plan';
export { SupportPlansHttpModule } from './support-plans.http.module';
export { SupportPlansModule } from './support-plans.module';
