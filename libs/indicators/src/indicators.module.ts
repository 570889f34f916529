import { Module } from '@nestjs/common';
import { AgreementsModule } from '@madoguchi/agreements';
import { AdoptPlan } from './application/adopt-plan';
import { CopyPlan } from './application/copy-plan';
import { DefineLine } from './application/define-line';
import { DiscardDraft } from './application/discard-draft';
import { OpenFigure } from './application/open-figure';
import { ReadFigures } from './application/read-figures';
import { FactRepository } from './persistence/fact.repository';
import { PlanLineRepository } from './persistence/plan-line.repository';

@Module({
  imports: [AgreementsModule],
  providers: [PlanLineRepository, FactRepository, AdoptPlan, CopyPlan, DefineLine, DiscardDraft, ReadFigures, OpenFigure],
  exports: [AdoptPlan, CopyPlan, DefineLine, DiscardDraft, ReadFigures, OpenFigure],
})
export class IndicatorsModule {}
