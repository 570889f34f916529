import { Injectable } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { addDays, type IsoDate, todayInTokyo } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { protectionExpiry } from './follow-up-kinds';

/** Whether a 秘匿 goes on is decided in its last days. */
const LOCAL_NOTICE_DAYS = 3;

/** Reminds the keeping office before the last day: a measure goes on by itself, its decision has to be asked for; a 秘匿 lapses. */
@Injectable()
export class ExpiryNotice {
  constructor(
    private readonly reference: ReferenceFacade,
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async open(tx: Tx, measure: { readonly id: string; readonly personId: string; readonly municipalityId: string; readonly expiresOn: IsoDate | null; readonly lapsesAt: Date | null; readonly version: number }): Promise<void> {
    const lastDay = measure.lapsesAt === null ? measure.expiresOn : todayInTokyo({ now: () => new Date((measure.lapsesAt?.getTime() ?? 0) - 1) });
    if (lastDay === null) return;
    const days = measure.lapsesAt === null ? await this.reference.number(tx, 'measure.notice_days') : LOCAL_NOTICE_DAYS;
    const acting = tx.actor;
    const present = await this.clients.caseOf(tx, measure.personId);
    await this.followUps.open(tx, {
      officeId: acting.officeId,
      personId: measure.personId,
      municipalityId: measure.municipalityId,
      kind: protectionExpiry,
      subjectId: measure.id,
      // A 秘匿 may be prolonged on the day on which it was recorded.
      milestone: measure.lapsesAt === null ? lastDay : `${lastDay} ${measure.version}`,
      dueOn: addDays(lastDay, -days),
      assigneeId: present?.workerId ?? null,
    });
  }
}
