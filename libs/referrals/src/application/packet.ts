import { Injectable } from '@nestjs/common';
import { changeOf, digestOf, type PersonValues } from '@madoguchi/audit';
import { writtenHere } from '@madoguchi/clients';
import { type ConsentInForce, ConsentsFacade, covers } from '@madoguchi/consents';
import { conflict, newId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { checkParts, type Part, partsFit, type Referral } from '../domain/referral';
import { ReferralRepository } from '../persistence/referral.repository';
import { ReferralPartRow } from '../persistence/referral.rows';

/** What goes out with a request: asked against the consent when it is written, put up and sent. */
@Injectable()
export class Packet {
  constructor(
    private readonly consents: ConsentsFacade,
    private readonly reference: ReferenceFacade,
    private readonly repository: ReferralRepository,
  ) {}

  /** @throws DomainError `consent_missing` (conflict), `outside_consent`, `duplicate_group`, `parts_required`. */
  async check(tx: Tx, personId: string, recipientOfficeId: string, given: readonly Part[] | Promise<readonly Part[]>): Promise<ConsentInForce> {
    const [consent, parts] = await Promise.all([this.consents.inForce(tx, personId, recipientOfficeId), given]);
    if (!consent) throw conflict('consent_missing', 'この送り先への有効な同意がありません。先に同意を登録してください。');
    const covered = (group: string): boolean => covers(consent.scopes, group);
    // The words of the groups are needed for a refusal alone.
    const labels = new Map((partsFit(parts, covered) ? [] : await this.reference.itemGroups(tx)).map((group) => [group.code, group.label]));
    checkParts(parts, covered, (group) => labels.get(group) ?? 'この項目');
    return consent;
  }

  /** Replaces what is being written. */
  async write(tx: Tx, about: Pick<Referral, 'personId' | 'municipalityId'>, referralId: string, parts: readonly Part[]): Promise<void> {
    const provenance = writtenHere(tx, about);
    await this.repository.dropUnsentParts(tx, referralId);
    await tx.insert(
      ReferralPartRow,
      parts.map((part) => ({
        id: newId<'ReferralPart'>(),
        ...provenance,
        referralId,
        itemGroup: part.itemGroup,
        body: part.body,
        sendingId: null,
      })),
    );
  }
}

/** What the audit keeps of a packet: its texts are long, so a length and a hash of each that changed. */
export function packetChange(personId: string, before: readonly Part[], after: readonly Part[]): PersonValues {
  const digests = (parts: readonly Part[]): object => Object.fromEntries(parts.map((part) => [`part.${part.itemGroup}`, digestOf(part.body)]));
  return changeOf(personId, digests(before), digests(after));
}
