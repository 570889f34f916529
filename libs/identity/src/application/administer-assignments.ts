import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, invalidField, type IsoDate, notFound } from '@madoguchi/kernel';
import { type Ctx, sqlState, TransactionRunner, type Tx } from '@madoguchi/platform';
import { checkBeginning, checkMovable, endAfter } from '../domain/assignment';
import type { Role } from '../domain/roles';
import { type AccountAssignment, AccountRepository } from '../persistence/account.repository';

export interface AddAssignmentCommand {
  readonly staffId: string;
  readonly officeId: string;
  readonly role: Role;
  readonly validFrom: IsoDate;
  readonly lastDay?: IsoDate | undefined;
}

export interface Transfer {
  readonly assignmentId: string;
  readonly officeId: string;
  readonly role: Role;
}

/**
 * 所属と人事異動: everything by date, so that it can be planned ahead and takes effect by itself. An assignment that has
 * ended opens nothing from the first transaction of that day on.
 */
@Injectable()
export class AdministerAssignments {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountRepository,
    private readonly audit: AuditTrail,
  ) {}

  async add(ctx: Ctx, command: AddAssignmentCommand): Promise<{ readonly id: string }> {
    return this.withoutOverlap('validFrom', ctx, async (tx) => {
      if (!(await this.accounts.account(tx, command.staffId))) throw notFound();
      checkBeginning(command.validFrom, tx.today);
      const beginning = { validFrom: command.validFrom, validUntil: 'infinity' } as const;
      const validUntil = command.lastDay === undefined ? undefined : endAfter(beginning, command.lastDay, tx.today);
      await this.requireOffice(tx, command.officeId, 'officeId');
      const id = await this.accounts.addAssignment(tx, { ...command, validUntil });
      const { staffId, officeId, role, validFrom } = command;
      await this.audit.record(tx, { action: 'identity.add-assignment', subjects: [], detail: { assignmentId: id, staffId, officeId, role, validFrom } });
      return { id };
    });
  }

  /** @param lastDay absent: a planned end is taken back. */
  async end(ctx: Ctx, id: string, lastDay: IsoDate | undefined): Promise<{ readonly id: string }> {
    return this.withoutOverlap('lastDay', ctx, async (tx) => {
      const assignment = await this.required(tx, id);
      if (assignment.validUntil <= tx.today) throw conflict('assignment_over', 'この所属は、もう終わっています。');
      await this.accounts.endAssignment(tx, id, lastDay === undefined ? 'infinity' : endAfter(assignment, lastDay, tx.today));
      const detail = { assignmentId: id, staffId: assignment.staffId, lastDay: lastDay ?? 'none' };
      await this.audit.record(tx, { action: 'identity.end-assignment', subjects: [], detail });
      return { id };
    });
  }

  async cancel(ctx: Ctx, id: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const assignment = await this.required(tx, id);
      if (assignment.validFrom <= tx.today) throw conflict('assignment_begun', 'この所属は、もう始まっています。最後の日を登録してください。');
      await this.accounts.cancelAssignment(tx, id);
      await this.audit.record(tx, { action: 'identity.cancel-assignment', subjects: [], detail: { assignmentId: id, staffId: assignment.staffId } });
    });
  }

  /** All moves of one day, or none. @returns the new assignments in the order of the moves. */
  async transfer(ctx: Ctx, day: IsoDate, transfers: readonly Transfer[]): Promise<{ readonly ids: readonly string[] }> {
    if (transfers.length === 0) throw invalidField('moves', 'required', '異動する人を一人以上選んでください。');
    return this.withoutOverlap('moves', ctx, async (tx) => {
      checkBeginning(day, tx.today, 'day');
      const ids: string[] = [];
      for (const [index, transfer] of transfers.entries()) ids.push(await this.move(tx, day, transfer, `moves.${index}`));
      const detail = { day, endedIds: transfers.map((one) => one.assignmentId), begunIds: ids };
      await this.audit.record(tx, { action: 'identity.plan-transfers', subjects: [], detail });
      return { ids };
    });
  }

  private async move(tx: Tx, day: IsoDate, transfer: Transfer, path: string): Promise<string> {
    const present = await this.accounts.assignment(tx, transfer.assignmentId);
    if (!present) throw invalidField(`${path}.assignmentId`, 'unknown_assignment', '自分の機関の所属を選んでください。');
    checkMovable(present, day, `${path}.assignmentId`);
    await this.requireOffice(tx, transfer.officeId, `${path}.officeId`);
    if (present.officeId === transfer.officeId && present.role === transfer.role) {
      throw invalidField(`${path}.officeId`, 'same_place', '今と同じ窓口・役割です。異動先を選んでください。');
    }
    await this.accounts.endAssignment(tx, present.id, day);
    return this.accounts.addAssignment(tx, { staffId: present.staffId, officeId: transfer.officeId, role: transfer.role, validFrom: day });
  }

  private async required(tx: Tx, id: string): Promise<AccountAssignment> {
    const assignment = await this.accounts.assignment(tx, id);
    if (!assignment) throw notFound();
    return assignment;
  }

  private async requireOffice(tx: Tx, id: string, field: string): Promise<void> {
    if (!(await this.accounts.ownOffice(tx, id))) throw invalidField(field, 'unknown_office', '自分の機関の窓口を選んでください。');
  }

  /** The database holds the rule, so that two administrators at once keep it too; here it gets its words. */
  private async withoutOverlap<T>(field: string, ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.transactions.run(ctx, work);
    } catch (error) {
      if (sqlState(error) !== '23P01') throw error;
      throw invalidField(field, 'overlap', '同じ窓口・同じ役割の所属が、期間の重なる形で登録されています。');
    }
  }
}
