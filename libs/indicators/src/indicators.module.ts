import { Module } from '@nestjs/common';
import { AgreementsModule } from '@madoguchi/agreements';
import { AdoptPlan } from './application/adopt-plan';
import { ChooseRoutes } from './application/choose-routes';
import { CopyPlan } from './application/copy-plan';
import { OpenFigure } from './application/open-figure';
import { ReadFigures } from './application/read-figures';
import { FactRepository } from './persistence/fact.repository';
import { PlanLineRepository } from './persistence/plan-line.repository';

@Module({
  imports: [AgreementsModule],
  providers: [PlanLineRepository, FactRepository, AdoptPlan, CopyPlan, ChooseRoutes, ReadFigures, OpenFigure],
  exports: [AdoptPlan, CopyPlan, ChooseRoutes, ReadFigures, OpenFigure],
})
export class IndicatorsModule {}
