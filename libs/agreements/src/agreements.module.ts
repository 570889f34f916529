import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { AgreementsFacade } from './application/agreements.facade';
import { ChooseRoutes } from './application/choose-routes';
import { CopyPlan } from './application/copy-plan';
import { OpenPlan } from './application/open-plan';
import { OwnPlan } from './application/own-plan';
import { ReportFigure } from './application/report-figure';
import { PlanRepository } from './persistence/plan.repository';

@Module({
  imports: [IdentityModule],
  providers: [PlanRepository, OwnPlan, AgreementsFacade, OpenPlan, CopyPlan, ChooseRoutes, ReportFigure],
  exports: [AgreementsFacade, OpenPlan, CopyPlan, ChooseRoutes, ReportFigure],
})
export class AgreementsModule {}
