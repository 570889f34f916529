import { Field, PersonRow, Row } from '@madoguchi/platform';
import type { ReferralStatus } from '../domain/referral-status';

@Row('referral')
export class ReferralRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid') recipientOfficeId: string;
  @Field('text') status: ReferralStatus;
  @Field('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Field('uuid', { nullable: true }) decidedBy: string | null;
  @Field('text', { nullable: true }) documentNumber: string | null;
  @Field('date', { nullable: true }) sentOn: string | null;
  @Field('timestamptz', { nullable: true }) sentAt: Date | null;
  @Field('date', { nullable: true }) replyDueOn: string | null;
  @Field('uuid', { nullable: true }) assignedTo: string | null;
  @Field('date', { nullable: true }) repliedOn: string | null;
  @Field('text', { nullable: true }) replyReason: string | null;
  @Field('text', { nullable: true }) declinedBy: string | null;
  @Field('text', { nullable: true }) replyNote: string | null;
  @Field('timestamptz', { nullable: true }) sharingEndedAt: Date | null;
}

/** One item group of the packet. `sentAs` is the document number under which it went out; null while it is written. */
@Row('referral_part')
export class ReferralPartRow extends PersonRow {
  @Field('uuid') referralId: string;
  @Field('text') itemGroup: string;
  @Field('text') body: string;
  @Field('text', { nullable: true }) sentAs: string | null;
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
  @Field('date', { nullable: true }) sentOn: string | null;
  @Field('text', { nullable: true }) documentNumber: string | null;
  @Field('text', { nullable: true }) fromStatus: string | null;
  @Field('text') toStatus: string;
  @Field('text', { nullable: true }) reason: string | null;
  @Field('text', { nullable: true }) note: string | null;
}
