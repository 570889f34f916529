import { CalendarDate, CodeOf, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { FIRST_EVER, type FirstEver, INTRODUCTION_RESULTS, type KnownResult, NUMBER_PATTERN } from '../domain/job-search';

const NUMBER = { max: 14, pattern: NUMBER_PATTERN, like: ' 12345-12345678 の形', numberColumn: true } as const;

export class RegisterJobSeekerDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  @Text('求職番号', NUMBER) registrationNumber: string;
  @CalendarDate('申込日') registeredOn: string;
  /** Last valid day; by default some months after 申込日 (a setting). */
  @CalendarDate('有効期限', { optional: true }) validUntil?: string;
  @OneOf('初めての登録', FIRST_EVER) firstEver: FirstEver;
  @CalendarDate('前回利用日', { optional: true }) lastUsedOn?: string;
  @CodeOf('希望', 'wish') wish: string;
}

export class IntroduceJobDto extends TypedTextDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  @CalendarDate('紹介日') introducedOn: string;
  @Text('求人番号', NUMBER) openingNumber: string;
  @Text('事業所', { max: 100 }) employerName: string;
  @Text('職種', { max: 100 }) occupation: string;
  @IdOf('相談記録', { optional: true }) consultationId?: string;
}

export class IntroductionResultDto {
  @Whole('版', 1, 1_000_000) version: number;
  @OneOf('結果', INTRODUCTION_RESULTS) result: KnownResult;
  @CalendarDate('結果の日') resultOn: string;
}
