import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { AgreementsFacade } from './application/agreements.facade';
import { CopyDocument } from './application/copy-document';
import { OpenPlan } from './application/open-plan';
import { OwnPlan } from './application/own-plan';
import { ReportFigure } from './application/report-figure';
import { PlanRepository } from './persistence/plan.repository';

@Module({
  imports: [IdentityModule],
  providers: [PlanRepository, OwnPlan, AgreementsFacade, CopyDocument, OpenPlan, ReportFigure],
  exports: [AgreementsFacade, OpenPlan, ReportFigure],
})
export class AgreementsModule {}
