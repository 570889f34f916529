import { Injectable } from '@nestjs/common';
import type { HeldRecord, IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type ConsentScope, lastDayOf } from '../domain/consent';
import { ConsentRepository } from '../persistence/consent.repository';
import { HeldConsents } from './held-consents';

export interface ConsentInForce {
  readonly id: string;
  readonly formName: string;
  readonly givenOn: IsoDate;
  readonly lastDay: IsoDate;
  readonly scopes: readonly ConsentScope[];
}

/** What later rooms ask about consents. */
@Injectable()
export class ConsentsFacade {
  constructor(
    private readonly repository: ConsentRepository,
    private readonly held: HeldConsents,
  ) {}

  /** What the acting organisation itself holds of a person in this room. */
  async heldRecords(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    return this.held.collect(tx, personId);
  }

  /** The consent that the acting office holds of a person for one recipient and that is in force at this moment. */
  async inForce(tx: Tx, personId: string, recipientOfficeId: string): Promise<ConsentInForce | null> {
    const consent = await this.repository.inForce(tx, personId, recipientOfficeId);
    if (!consent) return null;
    const { id, formName, givenOn, scopes } = consent;
    return { id, formName, givenOn, lastDay: lastDayOf(consent.validUntilAt), scopes };
  }
}
