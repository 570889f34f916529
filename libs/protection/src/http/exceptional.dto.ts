import { type Decision, DECISIONS } from '@madoguchi/kernel';
import { answerOf, CalendarDate, CodesOf, dtoOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { EXCEPTIONAL_BASES, type ExceptionalBasis } from '../domain/exceptional-access';
import { EXCEPTIONAL_ACCESS } from '../domain/records';

const GROUPS_MAX = 20;
const VERSION_MAX = 1_000_000;

export class AskExceptionalDto extends dtoOf(EXCEPTIONAL_ACCESS, TypedTextDto) {
  @Text('受付番号', { max: 20, numberColumn: true }) number: string;
  @CalendarDate('生年月日') birthDate: string;
  @CodesOf('見る情報', 'item_group', GROUPS_MAX) itemGroups: string[];
  @OneOf('根拠', EXCEPTIONAL_BASES) legalBasis: ExceptionalBasis;
}

export class DecideExceptionalDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @OneOf('決裁', DECISIONS) decision: Decision;
}

export class EndExceptionalDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class ExceptionalSavedDto {
  id: string;
  version: number;
}

export class ExceptionalDto extends answerOf(EXCEPTIONAL_ACCESS) {
  id: string;
  state: 'asked' | 'refused' | 'open' | 'over';
  /** Only while the access is open. */
  personId: string | null;
  number: string | null;
  personName: string | null;
  itemGroups: string[];
  legalBasis: string;
  askedByName: string;
  askedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  validUntilAt: Date | null;
  version: number;
}

export class ExceptionalListDto {
  items: ExceptionalDto[];
  /** Whether the acting member of staff may be the second person. */
  decides: boolean;
}
