import { Injectable } from '@nestjs/common';
import { type AssignmentId, invalidField, type OfficeId, type OrganisationId, type StaffId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { tasksOf } from '../domain/office-kind';
import { isRole, permissionsOf } from '../domain/roles';

export interface OfficeEntry {
  readonly id: OfficeId;
  readonly name: string;
  readonly kind: string;
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly headTitle: string;
}

export interface Colleague {
  readonly id: StaffId;
  readonly name: string;
  readonly role: string;
}

/** Organisations, offices and staff, for later rooms. */
@Injectable()
export class IdentityFacade {
  async offices(tx: Tx): Promise<readonly OfficeEntry[]> {
    return tx.query<OfficeEntry>(
      `select o.id, o.name, o.kind, o.organisation_id as "organisationId", g.name as "organisationName", o.head_title as "headTitle"
       from office o join organisation g on g.id = o.organisation_id order by g.kind, o.name`,
    );
  }

  /** @throws DomainError on `field` when there is no such office, or it takes no requests. */
  async requireTakesRequests(tx: Tx, id: string, field: string): Promise<OfficeEntry> {
    const office = (await this.offices(tx)).find((one) => one.id === id && tasksOf(one.kind).takesRequests);
    if (!office) throw invalidField(field, 'unknown_office', '送り先を選択肢から選んでください。');
    return office;
  }

  /** Staff with a live assignment at the acting office; another system is nobody's colleague. */
  async colleagues(tx: Tx): Promise<readonly Colleague[]> {
    return tx.query<Colleague>(
      `select s.id, s.name, a.role from assignment a join staff s on s.id = a.staff_id
       where a.office_id = (select current_office()) and s.disabled_at is null and not s.service and a.valid_from <= $1 and a.valid_until > $1
       order by s.name, s.id`,
      [tx.today],
    );
  }

  /** @throws DomainError on `field` when the person does not work at the acting office today. */
  async requireColleague(tx: Tx, id: string, field: string): Promise<Colleague> {
    const colleague = (await this.colleagues(tx)).find((one) => one.id === id);
    if (!colleague) throw invalidField(field, 'unknown_staff', '担当者を選択肢から選んでください。');
    return colleague;
  }

  /** @throws DomainError on `field` when one of the persons does not work anywhere today: teams reach over offices. */
  async requireStaff(tx: Tx, ids: readonly string[], field: string): Promise<void> {
    const found = await tx.query<{ id: string }>(
      `select distinct s.id from staff s join assignment a on a.staff_id = s.id
       where s.id = any($1::uuid[]) and s.disabled_at is null and not s.service and a.valid_from <= $2 and a.valid_until > $2`,
      [ids, tx.today],
    );
    if (found.length < new Set(ids).size) throw invalidField(field, 'unknown_staff', '担当者を選択肢から選んでください。');
  }

  /** What who acts may do, for what a screen offers: whether it is done, the database asks when it is asked. */
  mayOf({ actor, ctx }: Tx): ReadonlySet<string> {
    const role = isRole(actor.role) ? permissionsOf(actor.role) : new Set<string>();
    const only = ctx.entry?.only;
    return only ? new Set([...role].filter((one) => only.has(one))) : role;
  }

  /** Whether an assignment is live today: a job that somebody asked for asks before it runs. */
  async isLive(tx: Tx, assignment: AssignmentId): Promise<boolean> {
    const rows = await tx.query<{ office: string | null }>('select current_office() as office where current_assignment() = $1', [assignment]);
    return rows[0]?.office != null;
  }
}
