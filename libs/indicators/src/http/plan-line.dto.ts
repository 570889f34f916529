import { CodesOf, Whole } from '@madoguchi/platform';

export class ChooseRoutesDto {
  @Whole('版', 1, 1_000_000) version: number;
  /** Empty: all routes count. */
  @CodesOf('就職経路', 'route', 50) routes: string[];
}

export class PlanCopyDto {
  id: string;
}

export class PlanLineSavedDto {
  id: string;
  version: number;
}
