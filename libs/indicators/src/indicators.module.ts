import { Module } from '@nestjs/common';
import { AgreementsModule } from '@madoguchi/agreements';
import { ClientsModule } from '@madoguchi/clients';
import { OpenFigure } from './application/open-figure';
import { ReadFigures } from './application/read-figures';
import { FactRepository } from './persistence/fact.repository';

@Module({
  imports: [AgreementsModule, ClientsModule],
  providers: [FactRepository, ReadFigures, OpenFigure],
  exports: [ReadFigures, OpenFigure],
})
export class IndicatorsModule {}
