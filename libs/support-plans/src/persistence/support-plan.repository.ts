import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import { PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, PLAN_SHOWN } from '../domain/records';
import type { PlanStatus } from '../domain/support-plan';

/** A plan that the acting organisation wrote, as far as a move needs it. */
export interface OwnPlan {
  readonly id: string;
  readonly personId: string;
  readonly status: PlanStatus;
  readonly agreedOn: IsoDate | null;
  readonly version: number;
}

export type PlanHead = ShownOf<typeof PLAN_SHOWN> & {
  readonly id: string;
  readonly caseId: string;
  readonly approvedByName: string | null;
  readonly authorName: string;
  readonly officeName: string;
  readonly own: boolean;
  readonly enteredAt: Date;
  readonly version: number;
};

interface PartOfPlan {
  readonly planId: string;
  readonly id: string;
}

export interface PlanParts {
  readonly goals: readonly (ShownOf<typeof PLAN_GOAL> & PartOfPlan)[];
  readonly menus: readonly (ShownOf<typeof PLAN_MENU> & PartOfPlan)[];
  readonly members: readonly (ShownOf<typeof PLAN_MEMBER> & { readonly planId: string; readonly staffName: string })[];
}

@Injectable()
export class SupportPlanRepository {
  async own(tx: Tx, planId: string): Promise<OwnPlan | undefined> {
    const [row] = await tx.query<OwnPlan>(
      `select l.id, l.person_id, l.status, l.agreed_on, l.version
       from support_plan l ${scope('l', 'plan')}
       where l.id = $1 and l.source_organisation_id = (select current_organisation())`,
      [planId],
    );
    return row;
  }

  /** Every plan of a person that the acting office may read, the newest period first. */
  async heads(tx: Tx, personId: string): Promise<readonly PlanHead[]> {
    return tx.query<PlanHead>(
      `select l.id, l.case_id, ${columnsOf(PLAN_SHOWN, 'l')}, d.name as approved_by_name, w.name as author_name, o.name as office_name,
         l.source_organisation_id = (select current_organisation()) as own, l.entered_at, l.version
       from support_plan l ${scope('l', 'plan')} join staff w on w.id = l.written_by join office o on o.id = l.source_office_id
       left join staff d on d.id = l.approved_by
       where l.person_id = $1 order by l.period_from desc, l.entered_at desc, l.id`,
      [personId],
    );
  }

  async parts(tx: Tx, personId: string): Promise<PlanParts> {
    return {
      goals: await tx.query(
        `select g.plan_id, g.id, ${columnsOf(PLAN_GOAL, 'g')} from support_plan_goal g ${scope('g', 'plan')}
         where g.person_id = $1 order by g.plan_id, g.position`,
        [personId],
      ),
      menus: await tx.query(
        `select m.plan_id, m.id, ${columnsOf(PLAN_MENU, 'm')}
         from support_plan_menu m ${scope('m', 'plan')} where m.person_id = $1 order by m.plan_id, m.period_from, m.menu`,
        [personId],
      ),
      members: await tx.query(
        `select m.plan_id, ${columnsOf(PLAN_MEMBER, 'm')}, s.name as staff_name
         from support_plan_member m ${scope('m', 'plan')} join staff s on s.id = m.staff_id where m.person_id = $1 order by m.plan_id, s.name, s.id`,
        [personId],
      ),
    };
  }

  /** Plans that run on a day, whoever wrote them. */
  async running(tx: Tx, personId: string, day: IsoDate): Promise<readonly { readonly id: string; readonly own: boolean }[]> {
    return tx.query<{ id: string; own: boolean }>(
      `select l.id, l.source_organisation_id = (select current_organisation()) as own from support_plan l ${scope('l', 'plan')}
       where l.person_id = $1 and l.status <> 'evaluated' and l.period_until >= $2 order by l.period_from desc, l.id`,
      [personId, day],
    );
  }
}
