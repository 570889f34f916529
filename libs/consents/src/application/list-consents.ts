import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { type StoredFile, StoredFiles } from '@madoguchi/documents';
import type { IsoDate, PersonId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { consentState, type ConsentState, lastDayOf } from '../domain/consent';
import { ConsentRepository, type StoredConsent } from '../persistence/consent.repository';

export interface ConsentLine extends StoredConsent {
  readonly validFrom: IsoDate;
  readonly lastDay: IsoDate;
  readonly state: ConsentState;
  /** The scan of the signed paper, for the office that took it. */
  readonly paper: StoredFile | null;
}

/** The consents of a person in which the acting office takes part: as the one that took them, or as the recipient. */
@Injectable()
export class ListConsents {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly access: AccessFacade,
    private readonly repository: ConsentRepository,
    private readonly files: StoredFiles,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<readonly ConsentLine[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.access.require(tx, personId as PersonId, 'number');
      const consents = await this.repository.ofPerson(tx, personId);
      const papers = await this.files.newest(tx, consents.map((consent) => consent.id));
      await this.audit.record(tx, { action: 'consents.list', subjects: [personId] });
      return consents.map((consent) => ({
        ...consent,
        validFrom: consent.givenOn,
        lastDay: lastDayOf(consent.validUntilAt),
        state: consentState(consent, tx.now),
        paper: papers.get(consent.id) ?? null,
      }));
    });
  }
}
