import { Injectable } from '@nestjs/common';
import type { LocatingGroup } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { conflict, invalidField, newId, storedOf, type TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { worksNow } from '../domain/protection';
import { RELEASE } from '../domain/records';
import { ProtectionRepository } from '../persistence/protection.repository';
import { ProtectionReleaseRow } from '../persistence/protection.rows';
import { protectionDecision } from './follow-up-kinds';

export interface AskReleaseCommand extends Readonly<TypedOf<typeof RELEASE>> {
  readonly personId: string;
  readonly itemGroups: readonly LocatingGroup[];
}

/** The first of two persons: names what another office should learn in spite of the measure, why and for how long. Opens nothing. */
@Injectable()
export class AskRelease {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly repository: ProtectionRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: AskReleaseCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const provenance = await this.clients.beginWriting(tx, command.personId);
      const held = await this.repository.ofPerson(tx, command.personId);
      if (!held.some((one) => worksNow(one, tx.now))) throw conflict('not_protected', 'この人には今、有効な措置がありません。');
      const others = (await this.identity.offices(tx)).filter((office) => office.id !== provenance.sourceOfficeId);
      if (!others.some((office) => office.id === command.recipientOfficeId)) {
        throw invalidField('recipientOfficeId', 'unknown_office', '提供先を選択肢から選んでください。');
      }
      const waiting = (await this.repository.releases(tx, command.personId)).some((one) => one.decision === null && one.recipientOfficeId === command.recipientOfficeId);
      if (waiting) throw conflict('already_asked', 'この提供先への申し出が、決裁を待っています。');
      const id = newId<'ProtectionRelease'>();
      await tx.insert(ProtectionReleaseRow, {
        id,
        ...provenance,
        ...storedOf(RELEASE, command),
        itemGroups: [...new Set(command.itemGroups)],
        decision: null,
        decidedBy: null,
        decidedAt: null,
        validUntilAt: null,
        revokedAt: null,
      });
      await this.followUps.open(tx, {
        officeId: provenance.sourceOfficeId,
        personId: command.personId,
        municipalityId: provenance.municipalityId,
        kind: protectionDecision,
        subjectId: id,
        dueOn: tx.today,
        assigneeId: null,
      });
      await this.audit.record(tx, {
        action: 'protection.ask-release',
        subjects: [command.personId],
        detail: { releaseId: id, recipientOfficeId: command.recipientOfficeId, itemGroups: [...command.itemGroups] },
      });
      return { id, version: 1 };
    });
  }
}
