import { Injectable } from '@nestjs/common';
import { addDays, startOfDay } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';

/** Until when a 秘匿 of the acting office works that is recorded or prolonged now: the end of its last open day. */
@Injectable()
export class Lapse {
  constructor(private readonly reference: ReferenceFacade) {}

  async at(tx: Tx): Promise<Date> {
    const { officeId } = tx.actor;
    const lastDay = await this.reference.openDaysAfter(tx, 'measure.local_open_days', officeId, officeId);
    return startOfDay(addDays(lastDay, 1));
  }
}
