import { CodesOf, OneOf, Whole } from '@madoguchi/platform';
import { DATE_BASES, type DateBasis, type Fact, FACTS } from '../domain/facts';
import { COUNT_BASES, type CountBasis } from '../domain/plan-line';

export class DefineLineDto {
  @OneOf('数えるもの', FACTS) fact: Fact;
  @OneOf('数え方', COUNT_BASES) basis: CountBasis;
  @OneOf('日付の基準', [...DATE_BASES.keys()]) dateBasis: DateBasis;
  /** Empty: all routes count. */
  @CodesOf('就職経路', 'route', 50) routes: string[];
  /** Of the definition that it replaces. */
  @Whole('版', 1, 1_000_000, { optional: true }) version?: number;
}

export class DiscardPlanDto {
  @Whole('版', 1, 1_000_000) version: number;
}

export class PlanIdDto {
  id: string;
}

export class PlanLineSavedDto {
  id: string;
  version: number;
}
