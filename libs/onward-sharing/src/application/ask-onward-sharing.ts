import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { ConsentsFacade } from '@madoguchi/consents';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { conflict, invalidField, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { groupsToPass, onwardState } from '../domain/onward-sharing';
import { OnwardRepository, type OnwardQuestion, type StoredOnward } from '../persistence/onward.repository';
import { onwardDecision } from './follow-up-kinds';
import { OwnOnward } from './own-onward';

/**
 * An office that received information wants a third one to see it: the person has let it pass, and the office that gave
 * it is asked. Nothing opens before the answer, unless no approval is needed.
 */
@Injectable()
export class AskOnwardSharing {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly consents: ConsentsFacade,
    private readonly reference: ReferenceFacade,
    private readonly repository: OnwardRepository,
    private readonly own: OwnOnward,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, question: OnwardQuestion): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const { personId, sourceOrganisationId } = await this.clients.beginWriting(tx, question.personId);
      const recipient = (await this.identity.offices(tx)).find((office) => office.id === question.recipientOfficeId);
      if (!recipient) throw invalidField('recipientOfficeId', 'unknown_office', '再提供先を選択肢から選んでください。');
      const consent = await this.consents.inForce(tx, personId, recipient.id);
      const consented = consent?.scopes.filter((one) => one.direction === 'onward' && one.purpose === 'support').map((one) => one.itemGroup) ?? [];
      const itemGroups = groupsToPass(
        { ...question, recipientOrganisationId: recipient.organisationId, ownOrganisationId: sourceOrganisationId },
        await this.repository.origins(tx, personId),
        consented.length === 0 ? null : consented,
      );
      mustBeNew(await this.repository.ofPerson(tx, personId), question);
      const id = newId<'OnwardSharing'>();
      await this.repository.ask(tx, id, { ...question, itemGroups });
      await this.audit.record(tx, {
        action: 'onward-sharing.ask',
        subjects: [personId],
        detail: { onwardId: id, originOfficeId: question.originOfficeId, recipientOfficeId: recipient.id, itemGroups: [...itemGroups] },
      });
      const asked = await this.repository.byId(tx, id);
      if (!asked) throw new Error('What was just asked is not there');
      await this.lay(tx, asked);
      return { id, version: asked.version };
    });
  }

  /** The origin owes the answer and the passing office waits for it; without a question the recipient is told at once. */
  private async lay(tx: Tx, asked: StoredOnward): Promise<void> {
    if (!asked.approvalNeeded) {
      await this.own.tell(tx, asked, asked.recipientOfficeId, null);
      return;
    }
    const item = {
      personId: asked.personId,
      municipalityId: asked.municipalityId,
      kind: onwardDecision,
      subjectId: asked.id,
      dueOn: await this.reference.openDaysAfter(tx, 'onward.answer_open_days', asked.sourceOfficeId, asked.originOfficeId),
    } as const;
    await this.followUps.openAll(tx, [
      { ...item, officeId: asked.originOfficeId, assigneeId: null },
      { ...item, officeId: asked.sourceOfficeId, assigneeId: asked.writtenBy, waiting: true },
    ]);
  }
}

/** One question, or one approval, at a time for the same way. */
function mustBeNew(stored: readonly StoredOnward[], { originOfficeId, recipientOfficeId }: OnwardQuestion): void {
  const running = stored.some((one) => {
    const state = onwardState(one);
    return one.side === 'passing' && one.originOfficeId === originOfficeId && one.recipientOfficeId === recipientOfficeId && (state === 'asked' || state === 'shared');
  });
  if (running) throw conflict('already_asked', 'この再提供は、すでに申し出ています。項目を変えるときは、今の申し出を終えてから申し出てください。');
}
