import { type Decision, DECISIONS } from '@madoguchi/kernel';
import { answerOf, CodesOf, dtoOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { EXCEPTIONAL_BASES, type ExceptionalBasis } from '../domain/exceptional-access';
import { EXCEPTIONAL_ACCESS } from '../domain/records';

const GROUPS_MAX = 20;
const VERSION_MAX = 1_000_000;

/** Whom it means: 氏名カナ or 受付番号, always with the birth date. */
export class AskExceptionalDto extends dtoOf(EXCEPTIONAL_ACCESS, TypedTextDto) {
  @CodesOf('見る情報', 'item_group', GROUPS_MAX) itemGroups: string[];
  @OneOf('根拠', EXCEPTIONAL_BASES) legalBasis: ExceptionalBasis;
  @Text('電話で開示を受けた時刻', { max: 5, optional: true }) toldTime?: string;
}

export class DecideExceptionalDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @OneOf('回答', DECISIONS) decision: Decision;
}

export class EndExceptionalDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class ExceptionalSavedDto {
  id: string;
  version: number;
}

class AskedDto extends answerOf(EXCEPTIONAL_ACCESS) {
  id: string;
  itemGroups: string[];
  legalBasis: string;
  askedByName: string;
  askedAt: Date;
  answerUntilAt: Date;
  toldAt: Date | null;
  /** Only for who may see the person now. */
  personId: string | null;
  personNumber: string | null;
  personName: string | null;
  version: number;
}

export class ExceptionalGivenDto {
  officeName: string;
  decidedByName: string;
  decidedAt: Date;
  validUntilAt: Date | null;
}

export class ExceptionalDto extends AskedDto {
  state: 'asked' | 'open' | 'over' | 'nothing';
  /** Who lets look: nobody is told of any other answer. */
  given: ExceptionalGivenDto[];
}

export class ExceptionalReceivedDto extends AskedDto {
  state: 'waiting' | 'late' | 'open' | 'over' | 'refused';
  askingOfficeName: string;
  decidedByName: string | null;
  decidedAt: Date | null;
  validUntilAt: Date | null;
}

export class ExceptionalListDto {
  items: ExceptionalDto[];
  received: ExceptionalReceivedDto[];
  /** Whether the acting member of staff may answer. */
  decides: boolean;
}
