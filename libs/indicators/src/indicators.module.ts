import { Module } from '@nestjs/common';
import { AgreementsModule } from '@madoguchi/agreements';
import { OpenFigure } from './application/open-figure';
import { ReadFigures } from './application/read-figures';
import { FactRepository } from './persistence/fact.repository';

@Module({
  imports: [AgreementsModule],
  providers: [FactRepository, ReadFigures, OpenFigure],
  exports: [ReadFigures, OpenFigure],
})
export class IndicatorsModule {}
