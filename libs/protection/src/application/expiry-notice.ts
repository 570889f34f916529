import { Injectable } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { addDays, type IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { protectionExpiry } from './follow-up-kinds';

/** Reminds the keeping office before the last day: a measure goes on by itself, its decision has to be asked for. */
@Injectable()
export class ExpiryNotice {
  constructor(
    private readonly reference: ReferenceFacade,
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async open(tx: Tx, measure: { readonly id: string; readonly personId: string; readonly municipalityId: string; readonly expiresOn: IsoDate | null }): Promise<void> {
    if (measure.expiresOn === null) return;
    const days = await this.reference.number(tx, 'measure.notice_days');
    const acting = tx.actor;
    const present = await this.clients.caseOf(tx, measure.personId);
    await this.followUps.open(tx, {
      officeId: acting.officeId,
      personId: measure.personId,
      municipalityId: measure.municipalityId,
      kind: protectionExpiry,
      subjectId: measure.id,
      milestone: measure.expiresOn,
      dueOn: addDays(measure.expiresOn, -days),
      assigneeId: present?.workerId ?? null,
    });
  }
}
