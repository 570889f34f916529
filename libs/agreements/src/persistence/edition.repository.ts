import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

/** 版: when it was decided, by which body, and who recorded that. */
export interface Edition {
  readonly number: number;
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
  readonly adoptedBy: string;
  readonly adoptedAt: Date;
}

@Injectable()
export class EditionRepository {
  async of(tx: Tx, planId: string): Promise<readonly Edition[]> {
    return tx.query<Edition>(
      `select e.number, e.decided_on as "decidedOn", e.decided_by as "decidedBy", s.name as "adoptedBy", e.adopted_at as "adoptedAt"
       from annual_plan_edition e join staff s on s.id = e.adopted_by where e.plan_id = $1 order by e.number desc`,
      [planId],
    );
  }
}
