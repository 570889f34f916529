import type { Decision } from '@madoguchi/kernel';
import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';
import { ADVERSARY, PROTECTION, RELEASE, RENEWAL } from '../domain/records';

@Row(PROTECTION.table)
export class ProtectionRow extends rowOf(PROTECTION, PersonRow) {
  @Field('uuid', { nullable: true }) leadId: string | null;
  @Field('timestamptz') startedAt: Date;
  @Field('uuid', { nullable: true }) endAskedBy: string | null;
  @Field('timestamptz', { nullable: true }) endAskedAt: Date | null;
  @Field('uuid', { nullable: true }) endedBy: string | null;
  @Field('timestamptz', { nullable: true }) endedAt: Date | null;
  @Field('timestamptz', { nullable: true }) lapsesAt: Date | null;
  @Field('uuid', { nullable: true }) prolongAskedBy: string | null;
  @Field('timestamptz', { nullable: true }) prolongAskedAt: Date | null;
}

@Row(RENEWAL.table)
export class ProtectionRenewalRow extends rowOf(RENEWAL, PersonRow) {
  @Field('uuid') protectionId: string;
}

@Row(ADVERSARY.table)
export class ProtectionAdversaryRow extends rowOf(ADVERSARY, PersonRow) {
  @Field('uuid') protectionId: string;
  @Field('uuid', { nullable: true }) adversaryPersonId: string | null;
}

@Row(RELEASE.table)
export class ProtectionReleaseRow extends rowOf(RELEASE, PersonRow) {
  @Field('text', { array: true }) itemGroups: string[];
  @Field('text', { nullable: true }) decision: Decision | null;
  @Field('uuid', { nullable: true }) decidedBy: string | null;
  @Field('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field('timestamptz', { nullable: true }) validUntilAt: Date | null;
  @Field('timestamptz', { nullable: true }) revokedAt: Date | null;
}

@Row('protection_deputy')
export class ProtectionDeputyRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') officeId: string;
  @Field('uuid') staffId: string;
  @Field('date') validFrom: string;
  @Field('date') validUntil: string;
  @Field('uuid') namedBy: string;
}
