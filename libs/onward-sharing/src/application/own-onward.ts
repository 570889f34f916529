import { Injectable } from '@nestjs/common';
import { disposalConfirmation } from '@madoguchi/consents';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { notFound, stale } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { OnwardRepository, type StoredOnward } from '../persistence/onward.repository';
import { onwardNotice } from './follow-up-kinds';

/** What every use case on a stored 再提供 asks in the same words. */
@Injectable()
export class OwnOnward {
  constructor(
    private readonly repository: OnwardRepository,
    private readonly reference: ReferenceFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  /** @throws DomainError `not_found` unless the acting office is on that side of it; 412 when it was changed meanwhile. */
  async load(tx: Tx, id: string, version: number, side: StoredOnward['side']): Promise<StoredOnward> {
    const found = await this.repository.byId(tx, id);
    if (found?.side !== side) throw notFound();
    if (found.version !== version) throw stale({ id, version: found.version });
    return found;
  }

  /** Two who settle it at once: the second finds it settled. */
  async mustBeDone(tx: Tx, onward: StoredOnward, done: boolean): Promise<void> {
    if (done) return;
    const now = await this.repository.byId(tx, onward.id);
    throw stale({ id: onward.id, version: now?.version ?? onward.version });
  }

  /** 返却・廃棄の確認, in the queue of a recipient that has received something. */
  async askForDisposal(tx: Tx, onward: Pick<StoredOnward, 'id' | 'personId' | 'municipalityId' | 'sourceOfficeId' | 'recipientOfficeId'>): Promise<void> {
    const dueOn = await this.reference.openDaysAfter(tx, 'withdrawal.disposal_open_days', onward.sourceOfficeId, onward.recipientOfficeId);
    await this.followUps.settle(tx, onwardNotice, onward.id, 'void');
    await this.followUps.open(tx, {
      officeId: onward.recipientOfficeId,
      personId: onward.personId,
      municipalityId: onward.municipalityId,
      kind: disposalConfirmation,
      subjectId: onward.id,
      dueOn,
      assigneeId: null,
    });
  }

  /** Tells an office that something about the person has come, or that an answer has. */
  async tell(tx: Tx, onward: Pick<StoredOnward, 'id' | 'personId' | 'municipalityId'>, officeId: string, assigneeId: string | null): Promise<void> {
    const { id: subjectId, personId, municipalityId } = onward;
    await this.followUps.open(tx, { officeId, personId, municipalityId, kind: onwardNotice, subjectId, dueOn: tx.today, assigneeId });
  }
}
