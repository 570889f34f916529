import { Injectable } from '@nestjs/common';
import { factLines, type HeldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { ProtectionRepository } from '../persistence/protection.repository';

/** What later rooms ask about measures. */
@Injectable()
export class ProtectionFacade {
  constructor(
    private readonly repository: ProtectionRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  /** Whether a measure of any holder is in force for the person now. */
  async isProtected(tx: Tx, personId: string): Promise<boolean> {
    return this.repository.isProtected(tx, personId);
  }

  /** Whether the acting office itself keeps a measure in force: it alone is told what is behind a refusal. */
  async keeps(tx: Tx, personId: string): Promise<boolean> {
    const measures = await this.repository.ofPerson(tx, personId);
    return measures.some((one) => one.mine && one.endedAt === null);
  }

  /**
   * What the acting office keeps of a person in this room. It counts as contact: that there is a measure is itself not
   * for somebody who looks for the person.
   */
  async heldRecords(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const label = await this.reference.labels(tx);
    const measures = (await this.repository.ofPerson(tx, personId)).filter((one) => one.mine);
    const renewals = await this.repository.renewals(tx, personId);
    const [adversaries, releases] = [await this.repository.adversaries(tx, personId), await this.repository.releases(tx, personId)];
    return [
      ...measures.map((one) => ({
        recordId: one.id,
        itemGroup: 'contact',
        date: one.startedOn,
        title: label('protection_kind', one.kind) ?? one.kind,
        text: factLines([
          ['有効期限', one.expiresOn],
          ['更新日', renewals.filter((renewal) => renewal.protectionId === one.id).map((renewal) => renewal.renewedOn).join('、')],
          ['終了の理由', one.endReason],
        ]),
      })),
      ...adversaries.map((one) => ({
        recordId: one.id,
        itemGroup: 'contact',
        date: null,
        title: '加害者とされる者',
        text: factLines([['氏名', one.name], ['本人との関係', label('adversary_relation', one.relation)]]),
      })),
      ...releases.map((one) => ({
        recordId: one.id,
        itemGroup: 'contact',
        date: null,
        title: '保護された情報の提供の申し出',
        text: factLines([['提供先', one.recipientOfficeName], ['理由', one.reason]]),
      })),
    ];
  }
}
