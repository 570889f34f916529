import { Field, PersonRow, Row } from '@madoguchi/platform';
import type { RequesterKind, RequestStatus } from '../domain/disclosure-request';
import type { Answer, Mark, Outcome } from '../domain/review';

@Row('disclosure_request')
export class DisclosureRequestRow extends PersonRow {
  @Field('date') requestedOn: string;
  @Field('text') requesterKind: RequesterKind;
  @Field('text') requesterName: string;
  @Field('text') identityCheck: string;
  @Field('text', { nullable: true }) authorityCheck: string | null;
  @Field('text') askedFor: string;
  @Field('text') status: RequestStatus;
  @Field('integer') decisionDays: number;
  @Field('integer') pausedDays: number;
  @Field('date', { nullable: true }) correctingFrom: string | null;
  @Field('text', { nullable: true }) correctionNote: string | null;
  @Field('integer', { nullable: true }) extensionDays: number | null;
  @Field('text', { nullable: true }) extensionReason: string | null;
  @Field('date', { nullable: true }) extensionNoticedOn: string | null;
  @Field('date') dueOn: string;
  @Field('uuid', { nullable: true }) reviewBegunBy: string | null;
  @Field('timestamptz', { nullable: true }) reviewBegunAt: Date | null;
  @Field('text', { nullable: true }) outcome: Outcome | null;
  @Field('text', { nullable: true }) outcomeReason: string | null;
  @Field('uuid', { nullable: true }) decidedBy: string | null;
  @Field('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field('text', { nullable: true }) documentNumber: string | null;
  @Field('date', { nullable: true }) decidedOn: string | null;
  @Field('date', { nullable: true }) deliveredOn: string | null;
  @Field('date', { nullable: true }) withdrawnOn: string | null;
}

@Row('disclosure_item')
export class DisclosureItemRow extends PersonRow {
  @Field('uuid') requestId: string;
  @Field('integer') position: number;
  @Field('boolean') own: boolean;
  @Field('text') room: string;
  @Field('uuid') recordId: string;
  @Field('text') itemGroup: string;
  @Field('text') holderName: string;
  @Field('date', { nullable: true }) happenedOn: string | null;
  @Field('text') title: string;
  @Field('text', { nullable: true }) body: string | null;
  @Field('text', { nullable: true }) mark: Mark | null;
  @Field('text', { nullable: true }) reason: string | null;
  @Field('integer', { array: true }) ranges: number[];
  @Field('text', { nullable: true }) output: string | null;
  @Field('uuid', { nullable: true }) markedBy: string | null;
  @Field('date', { nullable: true }) consultedOn: string | null;
  @Field('date', { nullable: true }) answeredOn: string | null;
  @Field('text', { nullable: true }) answer: Answer | null;
}
