import type { IsoDate } from '@madoguchi/kernel';
import { Described, dtoOf, IdOf, OneOf, TypedTextDto, Whole } from '@madoguchi/platform';
import { INTRODUCTION_RESULTS, type KnownResult } from '../domain/job-search';
import { INTRODUCTION, INTRODUCTION_ENTRY, REGISTRATION_ENTRY } from '../domain/records';

export class RegisterJobSeekerDto extends dtoOf(REGISTRATION_ENTRY) {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
}

export class IntroduceJobDto extends dtoOf(INTRODUCTION_ENTRY, TypedTextDto) {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
}

export class IntroductionResultDto {
  @Whole('版', 1, 1_000_000) version: number;
  @OneOf(INTRODUCTION.fields.result.label, INTRODUCTION_RESULTS) result: KnownResult;
  @Described(INTRODUCTION.fields.resultOn, { optional: false }) resultOn: IsoDate;
}
