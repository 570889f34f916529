import { IdOf, ListOf, OneOf } from '@madoguchi/platform';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';
import { HANDOVER_KINDS, type HandoverKind } from '../application/handover-participants';

const AGAIN = { message: 'value|引き継ぐものを選び直してください。' };
const ITEMS_MAX = 2_000;

export class HeldCountsDto {
  case: number;
  household: number;
  follow_up: number;
  referral: number;
}

export class LeaverDto {
  id: string;
  name: string;
  /** Last day at the acting office. */
  lastDay: string | null;
  held: HeldCountsDto;
}

export class LeaversDto {
  leavers: LeaverDto[];
}

export class HeldItemDto {
  id: string;
  label: string;
  /** Code: state of the case, kind of the due item, state of the request, type of the household. */
  state: string;
  on: string | null;
}

export class HoldingDto {
  @ApiProperty({ enum: [...HANDOVER_KINDS] }) kind: HandoverKind;
  items: HeldItemDto[];
}

export class HoldingsDto {
  holdings: HoldingDto[];
}

export class HandOverItemsDto {
  @OneOf('種類', HANDOVER_KINDS) kind: HandoverKind;

  @ApiProperty({ type: String, isArray: true })
  @IsArray(AGAIN)
  @ArrayMaxSize(ITEMS_MAX, AGAIN)
  @IsUUID('all', { each: true, ...AGAIN })
  ids: string[];
}

export class HandOverDto {
  @IdOf('引き継ぐ人') successorId: string;

  @ListOf(() => HandOverItemsDto, { most: HANDOVER_KINDS.length, wrong: AGAIN.message, tooFew: 'required|引き継ぐものを一つ以上選んでください。' })
  items: HandOverItemsDto[];
}

export class HandedOverDto {
  handedOver: number;
}
