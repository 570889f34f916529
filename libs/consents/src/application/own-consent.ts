import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { consentState } from '../domain/consent';
import { ConsentRepository, type StoredConsent } from '../persistence/consent.repository';

/** What withdrawal and its rehearsal ask in the same words. */
@Injectable()
export class OwnConsent {
  constructor(private readonly repository: ConsentRepository) {}

  /** @throws DomainError `not_found` unless the acting office took this consent. */
  async load(tx: Tx, id: string): Promise<StoredConsent> {
    const consent = await this.repository.byId(tx, id);
    if (!consent?.mine) throw notFound();
    return consent;
  }

  /**
   * Whether sharing with the recipient ends with this consent: an old one that ran out must not end what a newer one
   * lets through.
   */
  async endsSharing(tx: Tx, consent: StoredConsent): Promise<boolean> {
    switch (consentState(consent, tx.now)) {
      case 'in_force':
        return true;
      case 'expired':
        return !(await this.anyInForce(tx, consent));
      case 'renewed':
      case 'withdrawn':
        return false;
    }
  }

  private async anyInForce(tx: Tx, consent: StoredConsent): Promise<boolean> {
    for (const officeId of consent.recipientOfficeIds) {
      if (await this.repository.inForce(tx, consent.personId, officeId)) return true;
    }
    return false;
  }
}
