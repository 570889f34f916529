import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferralRepository } from '../persistence/referral.repository';

export interface ActiveReferral {
  readonly id: string;
  readonly caseId: string;
  readonly sourceOfficeId: string;
  readonly recipientOfficeId: string;
  readonly documentNumber: string | null;
  readonly sentOn: IsoDate | null;
}

/** What later rooms ask about requests. */
@Injectable()
export class ReferralsFacade {
  constructor(private readonly repository: ReferralRepository) {}

  /** The newest accepted request about a person that the acting office sent or received: what plans and placements answer. */
  async activeFor(tx: Tx, personId: string): Promise<ActiveReferral | null> {
    const referral = await this.repository.active(tx, personId);
    if (!referral) return null;
    const { id, caseId, sourceOfficeId, recipientOfficeId, documentNumber, sentOn } = referral;
    return { id, caseId, sourceOfficeId, recipientOfficeId, documentNumber, sentOn };
  }
}
