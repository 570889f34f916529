import { type Purpose, PURPOSES } from '@madoguchi/kernel';
import { Absent, answerOf, CalendarDate, CodeOf, dtoOf, IdOf, ListOf, OneOf, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import type { Direction } from '../domain/consent';
import { CONSENT_ENTRY, CONSENT_SHOWN, DIRECTIONS, WITHDRAWAL_ENTRY } from '../domain/records';

const SCOPES_MAX = 100;

export class ConsentScopeDto {
  @OneOf('向き', DIRECTIONS) direction: Direction;
  @CodeOf('情報の項目', 'item_group') itemGroup: string;
  @OneOf('目的', PURPOSES) purpose: Purpose;
}

/** What a signed paper, or spoken words before a witness, say. */
export class ConsentPaperDto extends dtoOf(CONSENT_ENTRY, TypedTextDto) {
  /** Absent: all that the form says. */
  @ListOf(() => ConsentScopeDto, { most: SCOPES_MAX, wrong: 'value|同意した項目を選び直してください。', optional: true })
  scopes?: ConsentScopeDto[];
}

export class RecordConsentDto extends ConsentPaperDto {
  @IdOf('送り先') recipientOfficeId: string;
  /** The paper names the organisation with all its offices. */
  @Absent()
  @IsBoolean({ message: 'flag|機関のすべての窓口に伝えるかを選び直してください。' })
  @ApiPropertyOptional({ type: Boolean })
  wholeOrganisation?: boolean;
}

export class RenewConsentDto extends ConsentPaperDto {
  @Whole('版', 1, 1_000_000) version: number;
}

export class GroupOneWayDto {
  @OneOf('向き', DIRECTIONS) direction: Direction;
  @CodeOf('情報の項目', 'item_group') itemGroup: string;
}

export class NarrowConsentDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('申し出の日') narrowedOn: string;

  @ListOf(() => GroupOneWayDto, { most: SCOPES_MAX, wrong: 'value|取りやめる項目を選び直してください。' })
  groups: GroupOneWayDto[];
}

export class WithdrawConsentDto extends dtoOf(WITHDRAWAL_ENTRY, TypedTextDto) {
  @Whole('版', 1, 1_000_000) version: number;
}

export class ConsentSavedDto {
  id: string;
  version: number;
}

export class ConsentPaperFileDto {
  mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
  bytes: number;
  sha256: string;
  storedAt: Date;
}

export class PaperAttachedDto {
  id: string;
  sha256: string;
}

export class NarrowedScopeDto extends ConsentScopeDto {
  narrowedOn: string;
}

export class ConsentDto extends answerOf(CONSENT_SHOWN) {
  id: string;
  /** Absent where the consent names the organisation with all its offices. */
  recipientOfficeId: string | null;
  /** Offices to which a request may be sent under it. */
  recipientOfficeIds: string[];
  recipientName: string;
  formName: string;
  wordingVersion: string;
  /** As it was read out and signed. */
  wording: string;
  validFrom: string;
  /** 有効期限: the whole of this day counts. */
  lastDay: string;
  state: 'in_force' | 'expired' | 'renewed' | 'withdrawn';
  /** What is still shared. */
  scopes: ConsentScopeDto[];
  /** What the person took back later. */
  narrowed: NarrowedScopeDto[];
  version: number;
  /** Taken by the acting office: it may withdraw it. */
  mine: boolean;
  /** The scan of the signed paper, for the office that took it. */
  paper: ConsentPaperFileDto | null;
}

export class ConsentListDto {
  consents: ConsentDto[];
}

export class ConsentFormDto {
  id: string;
  name: string;
  wordingVersion: string;
  wording: string;
  validityMonths: number;
  scopes: ConsentScopeDto[];
}

export class ConsentFormListDto {
  forms: ConsentFormDto[];
}

export class AffectedReferralDto {
  id: string;
  status: string;
  recipientOfficeName: string;
}

export class AffectedExportDto {
  id: string;
  requestedAt: Date;
  officeName: string;
}

export class ClosedGroupDto {
  direction: string;
  itemGroup: string;
}

export class WithdrawalRehearsalDto {
  openReferrals: AffectedReferralDto[];
  plans: number;
  appointments: number;
  /** What is being passed on to third offices, or waits for approval. */
  onwardSharings: number;
  exports: AffectedExportDto[];
  /** Items that will be added to the queues of both offices. */
  followUps: number;
  closesGroups: ClosedGroupDto[];
}
