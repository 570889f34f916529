import { CalendarDate, IdOf, OneOf, Text, Whole } from '@madoguchi/platform';
import { FOLLOW_UP_VIEWS, type FollowUpView } from '../domain/follow-up';

const VERSION_MAX = 1_000_000;

export class FollowUpQuestionDto {
  @OneOf('一覧', FOLLOW_UP_VIEWS, { optional: true }) view?: FollowUpView;
  @Text('続きの位置', { max: 60, optional: true, numberColumn: true }) cursor?: string;
}

export class ReassignFollowUpDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @IdOf('担当者') staffId: string;
}

export class PostponeFollowUpDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('期限') dueOn: string;
}

export class FinishFollowUpDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class FollowUpSavedDto {
  id: string;
  version: number;
}

export class FollowUpDto {
  id: string;
  /** Code of the list `follow_up_kind`. */
  kind: string;
  /** YYYY-MM-DD. */
  dueOn: string;
  state: 'overdue' | 'today' | 'week' | 'later';
  personId: string;
  /** Null where even the number is closed to the office now. */
  number: string | null;
  personName: string | null;
  /** DV等支援措置 or 秘匿 in force. */
  protected: boolean;
  personKana: string | null;
  birthDate: string | null;
  assigneeId: string | null;
  /** Null: nobody yet, the tray of the office. */
  assigneeName: string | null;
  /** 返事待ち: another office owes the move. */
  waiting: boolean;
  /** The record that it comes from. */
  subjectId: string;
  milestone: string;
  mayFinish: boolean;
  mayPostpone: boolean;
  /** Tab of the person's page on which it is worked on. */
  tab: 'record' | 'plan' | 'referral' | 'job' | 'consent';
  /** Screen beside it that shows the record. */
  screen: 'referrals_received' | 'referrals_sent' | 'exceptional_access' | null;
  /** Code list that names the milestone. */
  milestones: string | null;
  version: number;
}

export class FollowUpCountsDto {
  mine: number;
  office: number;
  fresh: number;
  waiting: number;
  overdue: number;
  today: number;
}

export class FollowUpPageDto {
  items: FollowUpDto[];
  nextCursor: string | null;
  counts: FollowUpCountsDto;
}

export class ReminderDto {
  id: string;
  followUpId: string;
  kind: string;
  dueOn: string;
  personNumber: string | null;
}

export class DraftLineDto {
  kind: string;
  subject: string;
  savedAt: Date;
}

export class TodayDto {
  counts: FollowUpCountsDto;
  dueItems: FollowUpDto[];
  reminders: ReminderDto[];
  drafts: DraftLineDto[];
}

export class ReminderSeenDto {
  id: string;
}
