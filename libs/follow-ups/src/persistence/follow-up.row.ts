import { Field, Row } from '@madoguchi/platform';
import type { FollowUpStatus } from '../domain/follow-up';

/** One thing that is due; belongs to the office that must act (or that waits), whoever caused it. */
@Row('follow_up')
export class FollowUpRow {
  @Field('uuid', { primary: true }) id: string;
  @Field('uuid') municipalityId: string;
  @Field('uuid') officeId: string;
  @Field('uuid') personId: string;
  @Field('text') kind: string;
  @Field('uuid') subjectId: string;
  @Field('text') milestone: string;
  @Field('date') dueOn: string;
  @Field('text') status: FollowUpStatus;
  @Field('uuid', { nullable: true }) assigneeId: string | null;
  @Field('timestamptz') assignedAt: Date;
  @Field('boolean') waiting: boolean;
  @Field('date', { nullable: true }) remindOn: string | null;
  @Field('timestamptz', { nullable: true }) closedAt: Date | null;
  @Field('uuid') writtenBy: string;
  @Field('timestamptz') enteredAt: Date;
  @Field('integer') version: number;
}
