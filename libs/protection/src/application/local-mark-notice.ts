import { Injectable } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { Tx } from '@madoguchi/platform';
import { localMarkNotice, localMarkReview } from './follow-up-kinds';

interface LocalMark {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly dangerAtRegistrar: boolean;
}

/**
 * A 秘匿 takes something from others, so somebody looks at it: the office that registered the person is told, and where the
 * danger is said to be there, nobody of it, but the keeper's own superior.
 */
@Injectable()
export class LocalMarkNotice {
  constructor(
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async open(tx: Tx, { id, personId, municipalityId, dangerAtRegistrar }: LocalMark): Promise<void> {
    const { sourceOfficeId: registrar } = await this.clients.requireVisible(tx, personId);
    const own = dangerAtRegistrar || registrar === tx.actor.officeId;
    await this.followUps.open(tx, {
      officeId: own ? tx.actor.officeId : registrar,
      personId,
      municipalityId,
      kind: own ? localMarkReview : localMarkNotice,
      subjectId: id,
      dueOn: tx.today,
      assigneeId: null,
    });
  }
}
