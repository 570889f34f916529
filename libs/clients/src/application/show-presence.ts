import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { IdentityFacade } from '@madoguchi/identity';
import { type Ctx, Presence, TransactionRunner } from '@madoguchi/platform';
import { ClientsFacade } from './clients.facade';

export interface PersonInSight {
  /** Colleagues of the acting office who have the same person open. Other offices are never told. */
  readonly others: readonly { readonly name: string }[];
  /** Changes when what is open of the person changes: the page is then read again. */
  readonly revision: string;
}

/** Asked every few seconds while a person is on a screen: who else looks, and whether it is still open. */
@Injectable()
export class ShowPresence {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly access: AccessFacade,
    private readonly identity: IdentityFacade,
    private readonly presence: Presence,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<PersonInSight> {
    return this.transactions.read(ctx, async (tx) => {
      const [person, openness] = await Promise.all([this.clients.requireVisible(tx, personId), this.access.openness(tx, personId)]);
      const revision = person.protected ? `${openness} guarded` : openness;
      const { officeId, staffId } = tx.actor;
      const others = await this.presence.announce(`${officeId}:${personId}`, staffId);
      if (others.length === 0) return { others: [], revision };
      const colleagues = await this.identity.colleagues(tx);
      return { others: colleagues.filter((one) => others.includes(one.id)).map(({ name }) => ({ name })), revision };
    });
  }
}
