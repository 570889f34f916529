import { Module } from '@nestjs/common';
import { IdentityModule } from '@madoguchi/identity';
import { AdoptDraft } from './application/adopt-draft';
import { AgreementsFacade } from './application/agreements.facade';
import { CopyDocument } from './application/copy-document';
import { CreateDraft } from './application/create-draft';
import { DiscardDocument } from './application/discard-document';
import { ListReports } from './application/list-reports';
import { OpenPlan } from './application/open-plan';
import { OwnPlan } from './application/own-plan';
import { ReportFigure } from './application/report-figure';
import { RevisePlan } from './application/revise-plan';
import { SaveDraft } from './application/save-draft';
import { EditionRepository } from './persistence/edition.repository';
import { PlanRepository } from './persistence/plan.repository';
import { ReportedRepository } from './persistence/reported.repository';

const FOR_THE_DOOR = [OpenPlan, CreateDraft, SaveDraft, AdoptDraft, RevisePlan, ReportFigure, ListReports];

@Module({
  imports: [IdentityModule],
  providers: [PlanRepository, EditionRepository, ReportedRepository, OwnPlan, AgreementsFacade, CopyDocument, DiscardDocument, ...FOR_THE_DOOR],
  exports: [AgreementsFacade, ...FOR_THE_DOOR],
})
export class AgreementsModule {}
