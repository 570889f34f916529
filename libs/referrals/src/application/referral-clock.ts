import { Injectable } from '@nestjs/common';
import { addBusinessDays, type BusinessCalendar, type IsoDate } from '@madoguchi/kernel';
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

  async replyDue(tx: Tx, pair: Pair): Promise<IsoDate> {
    return this.after(tx, await this.calendar(tx, pair), 'referral.reply_open_days');
  }

  async disposalDue(tx: Tx, pair: Pair): Promise<IsoDate> {
    return this.after(tx, await this.calendar(tx, pair), 'withdrawal.disposal_open_days');
  }

  async decisionDue(tx: Tx, officeId: string): Promise<IsoDate> {
    return this.after(tx, await this.reference.commonCalendar(tx, officeId, officeId), 'referral.decide_open_days');
  }

  async correctionDue(tx: Tx, officeId: string): Promise<IsoDate> {
    return this.after(tx, await this.reference.commonCalendar(tx, officeId, officeId), 'referral.correct_open_days');
  }

  private async after(tx: Tx, calendar: BusinessCalendar, setting: string): Promise<IsoDate> {
    return addBusinessDays(calendar, tx.today, await this.reference.number(tx, setting));
  }
}
