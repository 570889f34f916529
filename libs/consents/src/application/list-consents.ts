import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import type { IsoDate, PersonId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { consentState, type ConsentState, lastDayOf } from '../domain/consent';
import { ConsentRepository, type StoredConsent } from '../persistence/consent.repository';

export interface ConsentLine extends StoredConsent {
  readonly validFrom: IsoDate;
  readonly lastDay: IsoDate;
  readonly state: ConsentState;
}

/** The consents of a person in which the acting office takes part: as the one that took them, or as the recipient. */
@Injectable()
export class ListConsents {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly access: AccessFacade,
    private readonly repository: ConsentRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<readonly ConsentLine[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.access.require(tx, personId as PersonId, 'number');
      const consents = await this.repository.ofPerson(tx, personId);
      await this.audit.record(tx, { action: 'consents.list', subjects: [personId] });
      return consents.map((consent) => ({
        ...consent,
        validFrom: consent.givenOn,
        lastDay: lastDayOf(consent.validUntilAt),
        state: consentState(consent, tx.now),
      }));
    });
  }
}
