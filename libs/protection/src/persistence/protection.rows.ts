import type { Decision } from '@madoguchi/kernel';
import { Field, PersonRow, Row } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';
import type { ProtectionKind } from '../domain/protection';

@Row('protection')
export class ProtectionRow extends PersonRow {
  @Field('text') kind: ProtectionKind;
  @Field('uuid', { nullable: true }) leadId: string | null;
  @Field('date') startedOn: string;
  @Field('timestamptz') startedAt: Date;
  @Field('date', { nullable: true }) expiresOn: string | null;
  @Field('uuid', { nullable: true }) endAskedBy: string | null;
  @Field('timestamptz', { nullable: true }) endAskedAt: Date | null;
  @Field('text', { nullable: true }) endReason: string | null;
  @Field('uuid', { nullable: true }) endedBy: string | null;
  @Field('timestamptz', { nullable: true }) endedAt: Date | null;
}

@Row('protection_renewal')
export class ProtectionRenewalRow extends PersonRow {
  @Field('uuid') protectionId: string;
  @Field('date') renewedOn: string;
  @Field('date') expiresOn: string;
}

@Row('protection_adversary')
export class ProtectionAdversaryRow extends PersonRow {
  @Field('uuid') protectionId: string;
  @Field('text') name: string;
  @Field('text') relation: string;
  @Field('uuid', { nullable: true }) adversaryPersonId: string | null;
}

@Row('protection_release')
export class ProtectionReleaseRow extends PersonRow {
  @Field('uuid') recipientOfficeId: string;
  @Field('text', { array: true }) itemGroups: string[];
  @Field('text') reason: string;
  @Field('integer') lastsDays: number;
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
