import { Module } from '@nestjs/common';
import { FiguresController } from './http/figures.controller';
import { IndicatorsModule } from './indicators.module';

@Module({ imports: [IndicatorsModule], controllers: [FiguresController] })
export class IndicatorsHttpModule {}
