import { Injectable } from '@nestjs/common';
import type { BusinessCalendar, IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import type { Referral } from '../domain/referral';

type Pair = Pick<Referral, 'sourceOfficeId' | 'recipientOfficeId'>;

/** The clocks of a request, on open days: of both offices where both are waited for, of the own one inside it. */
@Injectable()
export class ReferralClock {
  constructor(private readonly reference: ReferenceFacade) {}

  async calendar(tx: Tx, pair: Pair): Promise<BusinessCalendar> {
    return this.reference.commonCalendar(tx, pair.sourceOfficeId, pair.recipientOfficeId);
  }

  async replyDue(tx: Tx, { sourceOfficeId, recipientOfficeId }: Pair): Promise<IsoDate> {
    return this.reference.openDaysAfter(tx, 'referral.reply_open_days', sourceOfficeId, recipientOfficeId);
  }

  async disposalDue(tx: Tx, { sourceOfficeId, recipientOfficeId }: Pair): Promise<IsoDate> {
    return this.reference.openDaysAfter(tx, 'withdrawal.disposal_open_days', sourceOfficeId, recipientOfficeId);
  }

  async decisionDue(tx: Tx, officeId: string): Promise<IsoDate> {
    return this.reference.openDaysAfter(tx, 'referral.decide_open_days', officeId, officeId);
  }

  async correctionDue(tx: Tx, officeId: string): Promise<IsoDate> {
    return this.reference.openDaysAfter(tx, 'referral.correct_open_days', officeId, officeId);
  }
}
