import { Injectable } from '@nestjs/common';
import { writtenHere } from '@madoguchi/clients';
import { type IsoDate, newId, type StoredOf } from '@madoguchi/kernel';
import { type NewRow, newRow, type Tx } from '@madoguchi/platform';
import type { REPLY } from '../domain/records';
import type { Reply, SharingEnd } from '../domain/referral';
import { ReferralRepository, type StoredReferral } from '../persistence/referral.repository';
import { ReferralSendingRow } from '../persistence/referral.rows';

export interface SentDocument {
  readonly sentOn: IsoDate;
  readonly replyDueOn: IsoDate;
}

interface Prepared {
  readonly id: string;
  readonly documentNumber: Promise<string>;
  readonly rows: Promise<readonly NewRow[]>;
}

/** What the receiving office answers; a reason where there is one. */
export interface ReplyGiven extends Partial<Readonly<StoredOf<typeof REPLY>>> {
  readonly reply: Reply;
}

/** Each sending of a request is a record of its own: nothing of an earlier one is written over. */
@Injectable()
export class Sendings {
  constructor(private readonly repository: ReferralRepository) {}

  /**
   * A sending, decided by who acts: its row goes in with the move (`StepReason.records`), then the packet is sealed under it.
   * Its number is asked for and not waited for.
   */
  prepare(tx: Tx, referral: StoredReferral, decidedBy: string, document: SentDocument): Prepared {
    const id = newId<'ReferralSending'>();
    const documentNumber = this.repository.nextDocumentNumber(tx);
    const row = {
      id,
      ...writtenHere(tx, referral),
      referralId: referral.id,
      recipientOfficeId: referral.recipientOfficeId,
      decidedBy,
      sentOn: document.sentOn,
      sentAt: tx.now,
      replyDueOn: document.replyDueOn,
    };
    return { id, documentNumber, rows: documentNumber.then((drawn) => [newRow(ReferralSendingRow, { ...row, documentNumber: drawn })]) };
  }

  /** 受理 goes on sharing, 差戻し and 不可 end it. */
  async reply(tx: Tx, referral: StoredReferral, given: ReplyGiven): Promise<void> {
    const ended = given.reply === 'accepted' ? {} : { sharingEndedAt: tx.now, sharingEnd: given.reply };
    await this.change(tx, referral, { ...given, repliedOn: tx.today, ...ended });
  }

  /** Nothing more is shared under the newest sending; what has ended before ended for its own reason. */
  async endSharing(tx: Tx, referral: StoredReferral, because: SharingEnd): Promise<void> {
    if (referral.sendingId === null || referral.sharingEndedAt !== null) return;
    await this.change(tx, referral, { sharingEndedAt: tx.now, sharingEnd: because });
  }

  private async change(tx: Tx, { sendingId, sendingVersion }: StoredReferral, values: Partial<ReferralSendingRow>): Promise<void> {
    if (sendingId === null || sendingVersion === null) throw new Error('A request that was never sent has no reply');
    await tx.change(ReferralSendingRow, sendingId, sendingVersion, values);
  }
}
