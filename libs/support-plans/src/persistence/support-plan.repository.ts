import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { PlanStatus } from '../domain/support-plan';

/** A plan that the acting organisation wrote, as far as a move needs it. */
export interface OwnPlan {
  readonly id: string;
  readonly personId: string;
  readonly status: PlanStatus;
  readonly agreedOn: IsoDate | null;
  readonly version: number;
}

export interface PlanHead {
  readonly id: string;
  readonly caseId: string;
  readonly status: PlanStatus;
  readonly longTermGoal: string;
  readonly periodFrom: string;
  readonly periodUntil: string;
  readonly reviewOn: string;
  readonly agreedOn: string | null;
  readonly approvedOn: string | null;
  readonly approvedByName: string | null;
  readonly authorName: string;
  readonly officeName: string;
  readonly own: boolean;
  readonly enteredAt: Date;
  readonly version: number;
}

export interface PlanParts {
  readonly goals: readonly { readonly planId: string; readonly id: string; readonly goal: string; readonly owner: string; readonly dueOn: string }[];
  readonly menus: readonly {
    readonly planId: string;
    readonly id: string;
    readonly menu: string;
    readonly owner: string;
    readonly periodFrom: string;
    readonly periodUntil: string;
  }[];
  readonly members: readonly { readonly planId: string; readonly staffId: string; readonly staffName: string; readonly duty: string }[];
}

@Injectable()
export class SupportPlanRepository {
  async own(tx: Tx, planId: string): Promise<OwnPlan | undefined> {
    const [row] = await tx.query<OwnPlan>(
      `select l.id, l.person_id as "personId", l.status, l.agreed_on as "agreedOn", l.version
       from support_plan l ${scope('l', 'plan')}
       where l.id = $1 and l.source_organisation_id = (select current_organisation())`,
      [planId],
    );
    return row;
  }

  /** Every plan of a person that the acting office may read, the newest period first. */
  async heads(tx: Tx, personId: string): Promise<readonly PlanHead[]> {
    return tx.query<PlanHead>(
      `select l.id, l.case_id as "caseId", l.status, l.long_term_goal as "longTermGoal", l.period_from as "periodFrom",
         l.period_until as "periodUntil", l.review_on as "reviewOn", l.agreed_on as "agreedOn", l.approved_on as "approvedOn",
         d.name as "approvedByName", w.name as "authorName", o.name as "officeName",
         l.source_organisation_id = (select current_organisation()) as own, l.entered_at as "enteredAt", l.version
       from support_plan l ${scope('l', 'plan')} join staff w on w.id = l.written_by join office o on o.id = l.source_office_id
       left join staff d on d.id = l.approved_by
       where l.person_id = $1 order by l.period_from desc, l.entered_at desc, l.id`,
      [personId],
    );
  }

  async parts(tx: Tx, personId: string): Promise<PlanParts> {
    return {
      goals: await tx.query(
        `select g.plan_id as "planId", g.id, g.goal, g.owner, g.due_on as "dueOn" from support_plan_goal g ${scope('g', 'plan')}
         where g.person_id = $1 order by g.plan_id, g.position`,
        [personId],
      ),
      menus: await tx.query(
        `select m.plan_id as "planId", m.id, m.menu, m.owner, m.period_from as "periodFrom", m.period_until as "periodUntil"
         from support_plan_menu m ${scope('m', 'plan')} where m.person_id = $1 order by m.plan_id, m.period_from, m.menu`,
        [personId],
      ),
      members: await tx.query(
        `select m.plan_id as "planId", m.staff_id as "staffId", s.name as "staffName", m.duty
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
