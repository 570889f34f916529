import { type Decision, DECISIONS } from '@madoguchi/kernel';
import { CodesOf, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { OnwardState, PassedGroupState } from '../domain/onward-sharing';

const GROUPS_MAX = 20;
const VERSION_MAX = 1_000_000;
const STATES: readonly OnwardState[] = ['asked', 'shared', 'refused', 'over'];
const GROUP_STATES: readonly PassedGroupState[] = ['open', 'awaiting', 'not_approved', 'closed'];

export class AskOnwardDto extends TypedTextDto {
  @IdOf('提供元') originOfficeId: string;
  @IdOf('再提供先') recipientOfficeId: string;
  @CodesOf('再提供する項目', 'item_group', GROUPS_MAX) itemGroups: string[];
  @Text('目的', { max: 400, rows: 2 }) reason: string;
}

export class DecideOnwardDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @OneOf('回答', DECISIONS) decision: Decision;
  /** What is approved; empty when refused. */
  @CodesOf('承諾する項目', 'item_group', GROUPS_MAX) itemGroups: string[];
  @Text('回答の説明', { max: 400, rows: 2, optional: true }) note?: string;
}

export class EndOnwardDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class OnwardSavedDto {
  id: string;
  version: number;
}

export class PassedGroupDto {
  itemGroup: string;
  @ApiProperty({ enum: GROUP_STATES }) state: PassedGroupState;
}

export class OnwardDto {
  id: string;
  @ApiProperty({ enum: STATES }) state: OnwardState;
  /** What the acting office is in it. */
  side: 'passing' | 'origin' | 'recipient';
  passingOfficeName: string;
  originOfficeName: string;
  recipientOfficeName: string;
  /** What the recipient sees of it, and where it does not, what is missing. */
  groups: PassedGroupDto[];
  /** Not for the recipient. */
  reason: string | null;
  approvalNeeded: boolean;
  /** Not for the recipient. */
  decisionNote: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  askedByName: string;
  askedAt: Date;
  endedAt: Date | null;
  version: number;
}

export class OnwardOriginDto {
  officeId: string;
  itemGroups: string[];
}

export class OnwardListDto {
  sharings: OnwardDto[];
  /** Offices from which the acting one has information of the person now, and of which groups. */
  origins: OnwardOriginDto[];
}
