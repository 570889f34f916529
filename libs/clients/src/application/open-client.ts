import { Injectable } from '@nestjs/common';
import { AccessFacade, closedGroups } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { joinName, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { ClientPageDto } from '../contract/client-page.dto';
import { ClientPageRepository } from '../persistence/client-page.repository';
import { ClientRepository } from '../persistence/client.repository';

/** One person's page: everything that the acting office may see, and the names of the item groups that it may not. */
@Injectable()
export class OpenClient {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly page: ClientPageRepository,
    private readonly access: AccessFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<ClientPageDto> {
    return this.transactions.read(ctx, async (tx) => {
      // All of it travels in one message; each part asks for itself what may be seen.
      const [spine, opened, [basic], held, statuses, household, currentCase] = await Promise.all([
        this.repository.spine(tx, personId),
        this.access.openGroups(tx, personId),
        this.repository.basics(tx, personId),
        this.page.everyHeld(tx, personId),
        this.page.statuses(tx, personId),
        this.page.household(tx, personId),
        this.page.currentCase(tx, personId),
      ]);
      if (!spine) throw notFound();
      const closed = closedGroups(opened);
      await this.audit.record(tx, { action: 'clients.open', subjects: [spine.id], detail: { closedGroups: closed } });
      return {
        id: spine.id,
        number: spine.number,
        version: spine.version,
        merged: spine.mergedInto !== null,
        protected: spine.protected,
        holderName: spine.holderName,
        ownOffice: spine.sourceOfficeId === tx.actor.officeId,
        closedGroups: [...closed],
        holderClosedGroups: [...closedGroups(opened, spine.sourceOrganisationId)],
        basic: basic ?? null,
        ...held,
        statuses: closed.includes('income') ? null : [...statuses],
        household: household && { ...household, members: household.members.map(({ personId: id, relation, familyName, givenName }) => ({ personId: id, relation, name: joinName(familyName, givenName) })) },
        case: currentCase,
      };
    });
  }
}
