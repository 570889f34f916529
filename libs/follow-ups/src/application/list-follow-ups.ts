import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import type { Labelled } from '@madoguchi/clients';
import { type IsoDate, joinName, readKeyset, writeKeyset } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { type DueState, dueState } from '../domain/due-state';
import { endsByHand, type FollowUpView, mayBePostponed, screenOf } from '../domain/follow-up';
import { followUpKindOf, type WorkScreen, type WorkTab } from '../domain/follow-up-kind';
import { type FollowUpLine, FollowUpRepository } from '../persistence/follow-up.repository';

const PAGE = 50;

export interface FollowUpItem extends FollowUpLine {
  readonly state: DueState;
  /** Null where even the number is closed to the office now (after a withdrawal, say). */
  readonly number: string | null;
  readonly personName: string | null;
  readonly personKana: string | null;
  readonly birthDate: string | null;
  readonly protected: boolean;
  readonly mayFinish: boolean;
  readonly mayPostpone: boolean;
  /** Where it is worked on. */
  readonly tab: WorkTab;
  readonly screen: WorkScreen | null;
  /** List of codes that names its milestone. */
  readonly milestones: string | null;
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

  async run(ctx: Ctx, question: { readonly view: FollowUpView; readonly cursor?: string | undefined }): Promise<FollowUpPage> {
    return this.transactions.read(ctx, async (tx) => {
      const page = await this.page(tx, question.view, question.cursor, PAGE);
      await this.audit.record(tx, {
        action: 'follow-ups.list',
        subjects: page.items.map((item) => item.personId),
        detail: { view: question.view },
      });
      return page;
    });
  }

  /** For a caller that audits the look itself. */
  async page(tx: Tx, view: FollowUpView, cursor: string | undefined, size: number): Promise<FollowUpPage> {
    const [found, { new: fresh, ...counts }] = await Promise.all([this.repository.page(tx, view, readKeyset(cursor), size), this.repository.counts(tx)]);
    const lines = found.slice(0, size);
    const last = lines.at(-1);
    return {
      items: lines.map((line) => itemOf(line, tx.today)),
      nextCursor: found.length > size && last ? writeKeyset({ date: last.dueOn, id: last.id }) : null,
      counts: { ...counts, fresh },
    };
  }
}

function itemOf({ familyName, givenName, familyKana, givenKana, ...line }: Labelled<FollowUpLine>, today: IsoDate): FollowUpItem {
  const kind = followUpKindOf(line.kind);
  const state = { kind, status: 'open', waiting: line.waiting } as const;
  return {
    ...line,
    state: dueState(line.dueOn, today),
    personName: joinName(familyName, givenName),
    personKana: joinName(familyKana, givenKana),
    mayFinish: endsByHand(state),
    mayPostpone: mayBePostponed(state),
    tab: kind?.tab ?? 'record',
    screen: screenOf(state),
    milestones: kind?.milestones ?? null,
  };
}
