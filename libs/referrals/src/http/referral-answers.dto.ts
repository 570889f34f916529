import { answerOf } from '@madoguchi/platform';
import { REPLY } from '../domain/records';

export class ReferralSavedDto {
  id: string;
  version: number;
  /** Code of the list `referral_status`. */
  status: string;
}

export class NextMoveDto {
  officeName: string;
  /** The acting office owes it. */
  mine: boolean;
  action: 'submit' | 'decide' | 'assign' | 'reply' | 'revise' | 'support';
}

export class ReferralItemDto {
  id: string;
  direction: 'sent' | 'received';
  /** Null where even the number is closed to the office now. */
  number: string | null;
  personId: string;
  personName: string | null;
  /** DV等支援措置 or 秘匿 in force. */
  protected: boolean;
  personKana: string | null;
  birthDate: string | null;
  status: string;
  documentNumber: string | null;
  sentOn: string | null;
  replyDueOn: string | null;
  /** Open days of both offices; negative when the reply is late; null without a running clock. */
  openDaysLeft: number | null;
  /** The other office. */
  officeName: string;
  assignedToName: string | null;
  nextMove: NextMoveDto | null;
  version: number;
}

export class ReferralPageDto {
  items: ReferralItemDto[];
  nextCursor: string | null;
  /** A number, or 50+. */
  total: string;
  more: boolean;
}

export class ReferralListDto {
  items: ReferralItemDto[];
}

export class ReferralPartDto {
  itemGroup: string;
  body: string;
}

export class ReferralStepDto {
  at: Date;
  officeName: string;
  staffName: string;
  fromStatus: string | null;
  toStatus: string;
  /** Code of a return or a decline, or `consent_withdrawn`. */
  reason: string | null;
  note: string | null;
}

export class ReferralDto extends answerOf(REPLY, ReferralItemDto) {
  caseId: string;
  sourceOfficeId: string;
  sourceOfficeName: string;
  sourceHeadTitle: string;
  recipientOfficeId: string;
  recipientOfficeName: string;
  recipientHeadTitle: string;
  writtenByName: string;
  decidedByName: string | null;
  assignedToId: string | null;
  submittedAt: Date | null;
  sharingEndedAt: Date | null;
  /** withdrawn, returned, declined or recalled: because of what nothing more is shared. */
  sharingEnd: string | null;
  /** Only the parts that the reader may read. */
  parts: ReferralPartDto[];
  /** Item groups that consent does not let through or the role may not read. */
  omittedGroups: string[];
  steps: ReferralStepDto[];
  /** Commands that the acting person may give now. */
  allowed: string[];
}
