import { Injectable } from '@nestjs/common';
import { closedGroups } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, Written } from '@madoguchi/platform';
import type { ClientPageDto } from '../contract/client-page.dto';
import { ClientPageRepository } from '../persistence/client-page.repository';

/** One person's page: everything that the acting office may see, and the names of the item groups that it may not. */
@Injectable()
export class OpenClient {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly pages: ClientPageRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<Written<ClientPageDto>> {
    return this.transactions.read(ctx, async (tx) => {
      const opened = await this.pages.open(tx, personId);
      if (!opened) throw notFound();
      const closed = { closedGroups: closedGroups(opened.ofAnybody), holderClosedGroups: closedGroups(opened.ofHolder) };
      await this.audit.record(tx, { action: 'clients.open', subjects: [opened.id], detail: { closedGroups: closed.closedGroups } });
      return Written.together<ClientPageDto>(JSON.stringify(closed), opened.page);
    });
  }
}
