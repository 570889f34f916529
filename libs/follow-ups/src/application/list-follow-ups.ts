import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { readKeyset, writeKeyset } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx, Written } from '@madoguchi/platform';
import type { DueState } from '../domain/due-state';
import type { FollowUpView } from '../domain/follow-up';
import type { KindFacts } from '../domain/kind-facts';
import { type FollowUpLines, FollowUpRepository } from '../persistence/follow-up.repository';

const PAGE = 50;

export interface FollowUpItem extends KindFacts {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly state: DueState;
  readonly personId: string;
  /** Null where even the number is closed to the office now (after a withdrawal, say). */
  readonly number: string | null;
  readonly personName: string | null;
  readonly personKana: string | null;
  readonly birthDate: string | null;
  readonly protected: boolean;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly waiting: boolean;
  readonly subjectId: string;
  readonly milestone: string;
  readonly version: number;
}

export interface FollowUpCounts {
  readonly mine: number;
  readonly office: number;
  /** The view `new`: 新しく担当. */
  readonly fresh: number;
  readonly waiting: number;
  readonly overdue: number;
  readonly today: number;
}

export interface FollowUpPage {
  readonly items: readonly FollowUpItem[];
  readonly nextCursor: string | null;
  readonly counts: FollowUpCounts;
}

/** One page of a view of the queue, with the counts of all views. */
@Injectable()
export class ListFollowUps {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: FollowUpRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, question: { readonly view: FollowUpView; readonly cursor?: string | undefined }): Promise<Written<FollowUpPage>> {
    return this.transactions.read(ctx, async (tx) => {
      const { items, persons, next, counts } = await this.page(tx, question.view, question.cursor, PAGE);
      await this.audit.record(tx, { action: 'follow-ups.list', subjects: persons, detail: { view: question.view } });
      return new Written(`{"items":${items},"nextCursor":${JSON.stringify(next && writeKeyset(next))},"counts":${counts}}`);
    });
  }

  /** For a caller that audits the look itself. `counts` is JSON, as the items are. */
  async page(tx: Tx, view: FollowUpView, cursor: string | undefined, size: number): Promise<FollowUpLines & { readonly counts: string }> {
    const [lines, counts] = await Promise.all([this.repository.page(tx, view, readKeyset(cursor), size), this.repository.counts(tx)]);
    return { ...lines, counts };
  }
}
