import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { KeepDraft } from '@madoguchi/documents';
import { type Ctx, TransactionRunner, Written } from '@madoguchi/platform';
import { FollowUpRepository } from '../persistence/follow-up.repository';
import { type FollowUpCounts, type FollowUpItem, ListFollowUps } from './list-follow-ups';

const FIRST = 10;

export interface ReminderItem {
  readonly id: string;
  readonly followUpId: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly personNumber: string | null;
}

export interface Today {
  readonly counts: FollowUpCounts;
  /** The first ten of the view `mine`; `counts.mine` says how many there are. */
  readonly dueItems: readonly FollowUpItem[];
  readonly reminders: readonly ReminderItem[];
  readonly drafts: readonly { readonly kind: string; readonly subject: string; readonly savedAt: string }[];
}

/** 今日: what the day begins with. */
@Injectable()
export class BeginToday {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly list: ListFollowUps,
    private readonly repository: FollowUpRepository,
    private readonly drafts: KeepDraft,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx): Promise<Written<Today>> {
    return this.transactions.read(ctx, async (tx) => {
      const [page, reminders, drafts] = await Promise.all([this.list.page(tx, 'mine', undefined, FIRST), this.repository.reminders(tx), this.drafts.mine(tx)]);
      const labels = await this.clients.numbersAndNames(tx, reminders.map((line) => line.personId));
      await this.audit.record(tx, {
        action: 'follow-ups.today',
        subjects: [...page.persons, ...reminders.map((line) => line.personId)],
      });
      const shown = reminders.map(({ personId, ...line }): ReminderItem => ({ ...line, personNumber: labels.get(personId)?.number ?? null }));
      return new Written(`{"counts":${page.counts},"dueItems":${page.items},"reminders":${JSON.stringify(shown)},"drafts":${JSON.stringify(drafts)}}`);
    });
  }
}
