import { Injectable } from '@nestjs/common';
import { type StoredFile, StoredFiles } from '@madoguchi/documents';
import { IdentityFacade } from '@madoguchi/identity';
import { type HeldRecord, heldRecord } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { lastDayOf } from '../domain/consent';
import { CONSENT, CONSENT_ENTRY } from '../domain/records';
import { ConsentRepository } from '../persistence/consent.repository';

/**
 * The consents that the acting organisation took of a person, in the words of the screens. They count as consultation:
 * they name the counter that a protected person goes to.
 */
@Injectable()
export class HeldConsents {
  constructor(
    private readonly repository: ConsentRepository,
    private readonly identity: IdentityFacade,
    private readonly reference: ReferenceFacade,
    private readonly files: StoredFiles,
  ) {}

  async collect(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    const { organisationId } = tx.actor;
    const offices = await this.identity.offices(tx);
    const own = new Set(offices.filter((one) => one.organisationId === organisationId).map((one) => one.id as string));
    const groups = new Map((await this.reference.itemGroups(tx)).map((one) => [one.code, one.label]));
    const words = { code: await this.reference.labels(tx) };
    const consents = await this.repository.ofPerson(tx, personId);
    const papers = await this.files.newest(tx, consents.map((one) => one.id));
    return consents
      .filter((one) => own.has(one.sourceOfficeId))
      .map((one) =>
        heldRecord(CONSENT, one, words, [
          [CONSENT.fields.formId.label, `${one.formName}（第${one.wordingVersion}版）`],
          ['送り先', one.recipientName],
          [CONSENT_ENTRY.fields.lastDay.label, lastDayOf(one.validUntilAt)],
          ['項目', [...new Set(one.scopes.map((scope) => groups.get(scope.itemGroup) ?? scope.itemGroup))].join('、')],
          ['署名した同意書', paperWords(papers.get(one.id))],
        ]),
      );
  }
}

/** The scan itself is copied by hand: the pack says that there is one, and which. */
function paperWords(paper: StoredFile | undefined): string | null {
  return paper === undefined ? null : `写しを添える（${paper.mediaType}、${paper.bytes}バイト、SHA-256 ${paper.sha256}）`;
}
