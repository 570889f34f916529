import { Injectable } from '@nestjs/common';
import { type HeldRecord, heldRecord, without } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { worksNow } from '../domain/protection';
import { ReferenceFacade } from '@madoguchi/reference';
import { ADVERSARY, PROTECTION, RELEASE, RENEWAL } from '../domain/records';
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
    return measures.some((one) => one.mine && worksNow(one, tx.now));
  }

  /**
   * What the acting office keeps of a person in this room. It counts as contact: that there is a measure is itself not
   * for somebody who looks for the person.
   */
  async heldRecords(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const label = await this.reference.labels(tx);
    const words = { code: label };
    const measures = (await this.repository.ofPerson(tx, personId)).filter((one) => one.mine);
    const renewals = await this.repository.renewals(tx, personId);
    const [adversaries, releases] = [await this.repository.adversaries(tx, personId), await this.repository.releases(tx, personId)];
    const renewed = (id: string): string => renewals.filter((renewal) => renewal.protectionId === id).map((renewal) => renewal.renewedOn).join('、');
    return [
      ...measures.map((one) =>
        heldRecord({ ...without(PROTECTION, ['kind']), title: label('protection_kind', one.kind) ?? one.kind }, one, words, [[RENEWAL.fields.renewedOn.label, renewed(one.id)]]),
      ),
      ...adversaries.map((one) => heldRecord(ADVERSARY, one, words)),
      ...releases.map((one) => heldRecord(RELEASE, one, words, [[RELEASE.fields.recipientOfficeId.label, one.recipientOfficeName]])),
    ];
  }
}
