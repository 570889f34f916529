import { some, without } from '@madoguchi/kernel';
import { answerOf } from '@madoguchi/platform';
import { HOUSEHOLD_MEMBER, HOUSEHOLD_SHOWN, PERSON_BASIC, PERSON_CONTACT, PERSON_HEALTH, PERSON_WORK_HISTORY, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';

/** A record of which each holder has one: which version, and whether it is the reader's own organisation's. */
export abstract class HeldDto {
  id: string;
  version: number;
  own: boolean;
}

export class BasicDto extends answerOf(PERSON_BASIC, HeldDto) {}
export class ContactDto extends answerOf(PERSON_CONTACT, HeldDto) {}
export class HealthDto extends answerOf(PERSON_HEALTH, HeldDto) {}
export class WorkHistoryDto extends answerOf(PERSON_WORK_HISTORY, HeldDto) {}
export class StatusSpanDto extends answerOf(WELFARE_STATUS) {}

export class HouseholdMemberDto extends answerOf(some(HOUSEHOLD_MEMBER, ['relation'])) {
  personId: string;
  /** Absent for a member whom the reader may not see as a client. */
  name: string | null;
}

export class HouseholdDto extends answerOf(HOUSEHOLD_SHOWN) {
  districtWorkerName: string | null;
  members: HouseholdMemberDto[];
}

export class CaseDto extends answerOf(without(SUPPORT_CASE, ['closedOn', 'closingReason'])) {
  id: string;
  workerName: string;
  version: number;
}

export class ClientPageDto {
  id: string;
  number: string;
  version: number;
  merged: boolean;
  /** DV等支援措置 or 秘匿 in force: where the person can be found leaves the keeping office only by two persons' release. */
  protected: boolean;
  /** Organisation that registered the person. */
  holderName: string;
  ownOffice: boolean;
  /** Item groups of which the reader may see nothing. */
  closedGroups: string[];
  /** Item groups in which the registering organisation's records are closed; what the reader's office wrote itself stays. */
  holderClosedGroups: string[];
  basic: BasicDto | null;
  contact: ContactDto | null;
  health: HealthDto | null;
  workHistory: WorkHistoryDto | null;
  statuses: StatusSpanDto[] | null;
  household: HouseholdDto | null;
  case: CaseDto | null;
}
