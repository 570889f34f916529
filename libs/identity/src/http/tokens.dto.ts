import { CalendarDate, IdOf, Text } from '@madoguchi/platform';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, Matches } from 'class-validator';

const WRONG = { message: 'unknown_code|できることを選択肢から選んでください。' };

export class TokenDto {
  id: string;
  name: string;
  staffName: string;
  officeName: string;
  roleLabel: string;
  permissions: string[];
  /** ISO 8601 instants. */
  issuedAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  lastDay: string;
  /** Opens something today. */
  live: boolean;
}

export class GrantDto {
  permission: string;
  label: string;
}

export class TokenAssignmentDto {
  id: string;
  staffName: string;
  officeName: string;
  roleLabel: string;
  /** What a token of it may be given. */
  grants: GrantDto[];
}

export class TokensDto {
  tokens: TokenDto[];
  assignments: TokenAssignmentDto[];
}

export class IssueTokenDto {
  @IdOf('所属') assignmentId: string;
  @Text('名前', { max: 60 }) name: string;

  @ApiProperty({ type: String, isArray: true, description: 'できること' })
  @IsArray(WRONG)
  @ArrayMaxSize(50, WRONG)
  @Matches(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, { each: true, ...WRONG })
  permissions: string[];

  @CalendarDate('有効期限') lastDay: string;
}

export class IssuedTokenDto {
  id: string;
  /** Shown this once; null when the command was repeated. */
  token: string | null;
}
