import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { REPLY } from '../domain/records';
import type { Reply, SharingEnd } from '../domain/referral';
import type { ReferralStatus } from '../domain/referral-status';

@Row('referral')
export class ReferralRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid') recipientOfficeId: string;
  @Field('text') status: ReferralStatus;
  @Field('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Field('uuid', { nullable: true }) assignedTo: string | null;
  /** The newest sending. */
  @Field('uuid', { nullable: true }) sendingId: string | null;
}

/** A request went out: its document, the reply to it, and how long something is shared under it. */
@Row(REPLY.table)
export class ReferralSendingRow extends rowOf(REPLY, PersonRow) {
  @Field('uuid') referralId: string;
  @Field('uuid') recipientOfficeId: string;
  @Field('uuid') decidedBy: string;
  @Field('text') documentNumber: string;
  @Field('date') sentOn: string;
  @Field('timestamptz') sentAt: Date;
  @Field('date') replyDueOn: string;
  @Field('text', { nullable: true }) reply: Reply | null;
  @Field('uuid', { nullable: true }) replyDecidedBy: string | null;
  @Field('text', { nullable: true }) replyNumber: string | null;
  @Field('timestamptz', { nullable: true }) sharingEndedAt: Date | null;
  @Field('text', { nullable: true }) sharingEnd: SharingEnd | null;
}

/** One item group of the packet. `sendingId` is the sending with which it went out; null while it is written. */
@Row('referral_part')
export class ReferralPartRow extends PersonRow {
  @Field('uuid') referralId: string;
  @Field('text') itemGroup: string;
  @Field('text') body: string;
  @Field('uuid', { nullable: true }) sendingId: string | null;
}

@Row('referral_step')
export class ReferralStepRow {
  @Field('uuid', { primary: true }) id: string;
  @Field('uuid') referralId: string;
  @Field('uuid') personId: string;
  @Field('uuid') officeId: string;
  @Field('uuid') staffId: string;
  @Field('timestamptz') at: Date;
  @Field('integer') requestVersion: number;
  @Field('text', { nullable: true }) fromStatus: string | null;
  @Field('text') toStatus: string;
  @Field('text', { nullable: true }) reason: string | null;
  @Field('text', { nullable: true }) note: string | null;
}
