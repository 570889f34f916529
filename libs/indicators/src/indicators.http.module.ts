import { Module } from '@nestjs/common';
import { FiguresController } from './http/figures.controller';
import { PlanLinesController } from './http/plan-lines.controller';
import { IndicatorsModule } from './indicators.module';

@Module({ imports: [IndicatorsModule], controllers: [FiguresController, PlanLinesController] })
export class IndicatorsHttpModule {}
