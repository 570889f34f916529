import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { factLines, isoDate, todayInTokyo } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { OnwardRepository } from '../persistence/onward.repository';

/** 開示請求: what the acting office asked to pass on. It counts as consultation: it names the counters that the person goes to. */
@Injectable()
export class OnwardInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'onward-sharing';
  readonly tables = ['onward_sharing'];

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly repository: OnwardRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const groups = new Map((await this.reference.itemGroups(tx)).map((one) => [one.code, one.label]));
    const named = (codes: readonly string[]): string => codes.map((code) => groups.get(code) ?? code).join('、');
    const stored = await this.repository.ofPerson(tx, personId);
    const own = stored
      .filter((one) => one.side === 'passing')
      .map((one) => ({
        recordId: one.id,
        itemGroup: 'consultation',
        date: isoDate(todayInTokyo({ now: () => one.enteredAt })),
        title: '他機関への再提供',
        text: factLines([
          ['提供元', one.originOfficeName],
          ['再提供先', one.recipientOfficeName],
          ['項目', named(one.itemGroups)],
          ['承諾された項目', one.approvedGroups === null ? null : named(one.approvedGroups)],
          ['目的', one.reason],
          ['提供元の回答', one.decisionNote],
        ]),
      }));
    return { own, received: [] };
  }
}
