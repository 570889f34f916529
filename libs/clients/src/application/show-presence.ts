import { Injectable } from '@nestjs/common';
import { IdentityFacade } from '@madoguchi/identity';
import { type Ctx, Presence, TransactionRunner } from '@madoguchi/platform';
import { ClientsFacade } from './clients.facade';

/** Which colleagues of the acting office have the same person open. Other offices are never told. */
@Injectable()
export class ShowPresence {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly identity: IdentityFacade,
    private readonly presence: Presence,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<readonly { readonly name: string }[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const { officeId, staffId } = tx.actor;
      const others = await this.presence.announce(`${officeId}:${personId}`, staffId);
      if (others.length === 0) return [];
      return (await this.identity.colleagues(tx)).filter((one) => others.includes(one.id)).map(({ name }) => ({ name }));
    });
  }
}
