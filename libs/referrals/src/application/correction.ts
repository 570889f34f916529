import { Injectable } from '@nestjs/common';
import { FollowUpsFacade, remindJob } from '@madoguchi/follow-ups';
import { Outbox, type Tx } from '@madoguchi/platform';
import type { Referral } from '../domain/referral';
import { referralCorrect } from './follow-up-kinds';
import { ReferralClock } from './referral-clock';
import type { ReferralSaved } from './referral-moves';

/** A request that came back to who wrote it: something due, and a reminder at once. */
@Injectable()
export class Correction {
  constructor(
    private readonly clock: ReferralClock,
    private readonly followUps: FollowUpsFacade,
    private readonly outbox: Outbox,
  ) {}

  async open(tx: Tx, referral: Referral, saved: ReferralSaved): Promise<void> {
    const followUpId = await this.followUps.open(tx, {
      officeId: referral.sourceOfficeId,
      personId: referral.personId,
      municipalityId: referral.municipalityId,
      kind: referralCorrect,
      subjectId: referral.id,
      milestone: `v${saved.version}`,
      dueOn: await this.clock.correctionDue(tx, referral.sourceOfficeId),
      assigneeId: referral.writtenBy,
    });
    await this.outbox.put(tx, remindJob, { followUpId, remindOn: tx.today });
  }
}
