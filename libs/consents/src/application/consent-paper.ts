import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type StoredFile, StoredFiles } from '@madoguchi/documents';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { consentPaper } from './follow-up-kinds';
import { OwnConsent } from './own-consent';

/** The scan of the signed paper. It may follow later and never stands in the way of anything. */
@Injectable()
export class ConsentPaperFile {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownConsent: OwnConsent,
    private readonly clients: ClientsFacade,
    private readonly files: StoredFiles,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async attach(ctx: Ctx, consentId: string, content: Buffer): Promise<{ readonly id: string; readonly sha256: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const consent = await this.ownConsent.load(tx, consentId);
      const provenance = await this.clients.beginWriting(tx, consent.personId);
      // A signed paper shows name and birth date.
      const file = await this.files.store(tx, provenance, { kind: 'consent_paper', subjectId: consentId, itemGroups: ['basic'], content });
      await this.followUps.settleMine(tx, consentPaper, consentId, 'done');
      await this.audit.record(tx, {
        action: 'consents.attach-paper',
        subjects: [consent.personId],
        detail: { consentId, fileId: file.id, bytes: file.bytes, sha256: file.sha256 },
      });
      return { id: file.id, sha256: file.sha256 };
    });
  }

  /** @throws DomainError `not_found` when there is none, or for another office. */
  async open(ctx: Ctx, consentId: string): Promise<{ readonly file: StoredFile; readonly content: Buffer }> {
    return this.transactions.read(ctx, async (tx) => {
      const consent = await this.ownConsent.load(tx, consentId);
      const file = (await this.files.newest(tx, [consentId])).get(consentId);
      if (!file) throw notFound();
      await this.audit.record(tx, { action: 'consents.open-paper', subjects: [consent.personId], detail: { consentId, fileId: file.id } });
      return { file, content: await this.files.content(tx, file.id) };
    });
  }
}
