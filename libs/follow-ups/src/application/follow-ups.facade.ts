import { Injectable } from '@nestjs/common';
import { type FollowUpId, type IsoDate, newId } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { FollowUpKind } from '../domain/follow-up-kind';
import { FollowUpRepository } from '../persistence/follow-up.repository';
import { FollowUpRow } from '../persistence/follow-up.row';

export interface DueItem {
  /** The office that must act, or that waits. It may be another one than the acting office. */
  readonly officeId: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly kind: FollowUpKind;
  /** The record that it comes from. */
  readonly subjectId: string;
  /** Which of several of one kind and record: a check of a placement, a round of a referral. */
  readonly milestone?: string;
  readonly dueOn: IsoDate;
  /** Absent: the tray of the office. */
  readonly assigneeId: string | null;
  /** 返事待ち: another office owes the move. */
  readonly waiting?: boolean;
}

/** What rooms do with the one queue, in their own transaction. */
@Injectable()
export class FollowUpsFacade {
  constructor(
    private readonly repository: FollowUpRepository,
  ) {}

  /** Adds an item to an office's queue. An item of the same kind, record and milestone must not exist there yet. */
  async open(tx: Tx, item: DueItem): Promise<FollowUpId> {
    const id = newId<'FollowUp'>();
    await tx.insert(FollowUpRow, rowOf(tx, id, item));
    return id;
  }

  /** The same for several at once. */
  async openAll<const T extends readonly DueItem[]>(tx: Tx, items: T): Promise<{ readonly [K in keyof T]: FollowUpId }> {
    const rows = items.map((item) => rowOf(tx, newId<'FollowUp'>(), item));
    await tx.insert(FollowUpRow, rows);
    return rows.map((row) => row.id) as { readonly [K in keyof T]: FollowUpId };
  }

  /** Ends every open item of a record, in the queues of all offices: for a record in which the acting office takes part. */
  async settle(tx: Tx, kind: FollowUpKind, subjectId: string, outcome: 'done' | 'void'): Promise<void> {
    await tx.write('select follow_up_settle($1, $2, $3)', [kind.code, subjectId, outcome]);
  }

  /** Ends the acting office's own open items of a record, or the one of a milestone. */
  async settleMine(tx: Tx, kind: FollowUpKind, subjectId: string, outcome: 'done' | 'void', milestone?: string): Promise<void> {
    await this.repository.settleOwn(tx, kind.code, subjectId, outcome, milestone);
  }

  /** The record went to somebody of the acting office: so do its open items there. */
  async hand(tx: Tx, kind: FollowUpKind, subjectId: string, staffId: string): Promise<void> {
    await this.repository.handOwn(tx, kind.code, subjectId, staffId);
  }
}

function rowOf(tx: Tx, id: FollowUpId, item: DueItem): FollowUpRow {
  return {
    id,
    municipalityId: item.municipalityId,
    officeId: item.officeId,
    personId: item.personId,
    kind: item.kind.code,
    subjectId: item.subjectId,
    milestone: item.milestone ?? '',
    dueOn: item.dueOn,
    status: 'open',
    assigneeId: item.assigneeId,
    assignedAt: tx.now,
    waiting: item.waiting ?? false,
    remindOn: null,
    closedAt: null,
    writtenBy: tx.actor.staffId,
    enteredAt: tx.now,
    version: 1,
  };
}
