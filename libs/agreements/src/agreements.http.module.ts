import { Module } from '@nestjs/common';
import { AgreementsModule } from './agreements.module';
import { PlanDraftsController } from './http/drafts.controller';
import { PlansController } from './http/plans.controller';

@Module({ imports: [AgreementsModule], controllers: [PlansController, PlanDraftsController] })
export class AgreementsHttpModule {}
