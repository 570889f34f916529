import { Injectable } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { type BusinessCalendar, type IsoDate, joinName } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type NextMove, nextMove, openDaysLeft, sideOf, statusFor } from '../domain/referral';
import type { ReferralStatus } from '../domain/referral-status';
import type { StoredReferral } from '../persistence/referral.repository';
import { ReferralClock } from './referral-clock';

export interface NextMoveView {
  readonly officeName: string;
  /** The acting office owes it. */
  readonly mine: boolean;
  readonly action: NextMove['action'];
}

export interface ReferralItem {
  readonly id: string;
  readonly direction: 'sent' | 'received';
  /** Null where even the number is closed to the office now (after a withdrawal, say). */
  readonly number: string | null;
  readonly personId: string;
  readonly personName: string | null;
  readonly personKana: string | null;
  readonly birthDate: string | null;
  readonly protected: boolean;
  readonly status: ReferralStatus;
  readonly documentNumber: string | null;
  readonly sentOn: IsoDate | null;
  readonly replyDueOn: IsoDate | null;
  /** Open days of both offices; negative when the reply is late. */
  readonly openDaysLeft: number | null;
  /** The other office. */
  readonly officeName: string;
  readonly assignedToName: string | null;
  readonly nextMove: NextMoveView | null;
  readonly version: number;
}

const pairOf = (referral: StoredReferral): string => `${referral.sourceOfficeId}/${referral.recipientOfficeId}`;

/** Requests as the acting office sees them: whose move it is, and how many open days are left. */
@Injectable()
export class ReferralView {
  constructor(
    private readonly clients: ClientsFacade,
    private readonly clock: ReferralClock,
  ) {}

  async items(tx: Tx, referrals: readonly StoredReferral[]): Promise<readonly ReferralItem[]> {
    const { officeId } = tx.actor;
    // One calendar a pair of offices, asked for together with the names.
    const asked = new Map<string, Promise<BusinessCalendar>>();
    for (const referral of referrals) if (!asked.has(pairOf(referral))) asked.set(pairOf(referral), this.clock.calendar(tx, referral));
    const [labels, ...found] = await Promise.all([this.clients.numbersAndNames(tx, referrals.map((one) => one.personId)), ...asked.values()]);
    const calendars = new Map([...asked.keys()].map((pair, index) => [pair, found[index]] as const));
    return referrals.flatMap((referral) => {
      const calendar = calendars.get(pairOf(referral));
      if (!calendar) return [];
      const side = sideOf(referral, officeId);
      const label = labels.get(referral.personId);
      return {
        id: referral.id,
        direction: side === 'source' ? 'sent' : 'received',
        number: label?.number ?? null,
        personId: referral.personId,
        personName: joinName(label?.familyName, label?.givenName),
        personKana: joinName(label?.familyKana, label?.givenKana),
        birthDate: label?.birthDate ?? null,
        protected: label?.protected ?? false,
        status: statusFor(side, referral.status),
        documentNumber: referral.documentNumber,
        sentOn: referral.sentOn,
        replyDueOn: referral.replyDueOn,
        openDaysLeft: openDaysLeft(referral, calendar, tx.today),
        officeName: side === 'source' ? referral.recipientOfficeName : referral.sourceOfficeName,
        assignedToName: referral.assignedToName,
        nextMove: this.nextMoveOf(referral, side),
        version: referral.version,
      };
    });
  }

  private nextMoveOf(referral: StoredReferral, side: 'source' | 'recipient'): NextMoveView | null {
    const next = nextMove({ ...referral, status: statusFor(side, referral.status) });
    if (!next) return null;
    return {
      officeName: next.side === 'source' ? referral.sourceOfficeName : referral.recipientOfficeName,
      mine: next.side === side,
      action: next.action,
    };
  }
}
