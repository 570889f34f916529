export { AdoptPlan } from './application/adopt-plan';
export { CopyPlan } from './application/copy-plan';
export { OpenFigure } from './application/open-figure';
export { ReadFigures } from './application/read-figures';
export { COUNTABLE_FACTS, DATE_BASES, type DateBasis, DATED_FACTS, type Fact, FACTS } from './domain/facts';
export type { PlanLine } from './domain/plan-line';
export { IndicatorsHttpModule } from './indicators.http.module';
export { IndicatorsModule } from './indicators.module';
