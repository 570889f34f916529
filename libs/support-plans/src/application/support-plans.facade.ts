import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { SupportPlanRepository } from '../persistence/support-plan.repository';

/** What later rooms may ask about plans. */
@Injectable()
export class SupportPlansFacade {
  constructor(private readonly repository: SupportPlanRepository) {}

  /** Plans of a person that the acting office may read and that have not ended on `day`; `own` tells who wrote them. */
  async running(tx: Tx, personId: string, day: IsoDate): Promise<readonly { readonly id: string; readonly own: boolean }[]> {
    return this.repository.running(tx, personId, day);
  }
}
