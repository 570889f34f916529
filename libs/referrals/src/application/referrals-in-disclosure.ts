import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants, type ReceivedRecord } from '@madoguchi/disclosures';
import { factLines, type HeldRecord, heldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { REPLY } from '../domain/records';
import { sendingStatus } from '../domain/referral-status';
import { type HeldPart, type HeldReferral, HeldReferrals } from '../persistence/held-referrals';

/**
 * 開示請求: what this organisation sent and answered is its own; what the other side sent and answered was received. A
 * request and a reply count as consultation: they name the counter that a protected person goes to.
 */
@Injectable()
export class ReferralsInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'referrals';
  readonly tables = ['referral', 'referral_sending', 'referral_part'];

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly held: HeldReferrals,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const label = await this.reference.labels(tx);
    const requests = await this.held.requests(tx, personId);
    const parts = await this.held.parts(tx, personId);
    return {
      own: [
        ...requests.filter((one) => one.sent).map((one) => request(one, label('referral_status', sendingStatus(one, one.status)))),
        ...parts.filter((one) => one.own).map(part),
        ...requests.filter((one) => one.received && one.repliedOn !== null).map((one) => heldRecord(REPLY, one, { code: label }, [['文書番号', one.documentNumber], ['回答', label('referral_status', one.reply ?? '')], ['記事', one.notes]])),
      ],
      received: [
        ...parts.filter((one) => !one.own && one.sendingId !== null).map(received),
        ...requests.filter((one) => one.sent && !one.received && one.repliedOn !== null).map(answer),
      ],
    };
  }
}

function request(one: HeldReferral, status: string | null): HeldRecord {
  const facts = [['文書番号', one.documentNumber], ['送り先', one.recipientOfficeName], ['状態', status], ['記事', one.notes]] as const;
  return { recordId: one.id, itemGroup: 'consultation', date: one.sentOn, title: '支援要請', text: factLines(facts) };
}

function part(one: HeldPart): HeldRecord {
  const title = one.sendingId === null ? '支援要請の起案' : '支援要請で伝えた内容';
  return { recordId: one.id, itemGroup: one.itemGroup, date: one.sentOn, title, text: one.body };
}

function received(one: HeldPart): ReceivedRecord {
  return { recordId: one.id, itemGroup: one.itemGroup, date: one.sentOn, title: '支援要請で受けた内容', holderName: one.holderName };
}

function answer(one: HeldReferral): ReceivedRecord {
  return { recordId: one.id, itemGroup: 'consultation', date: one.repliedOn, title: REPLY.title, holderName: one.recipientOrganisationName };
}
