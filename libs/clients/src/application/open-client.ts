import { Injectable } from '@nestjs/common';
import { AccessFacade, closedGroups } from '@madoguchi/access';
import { AuditTrail } from '@madoguchi/audit';
import { joinName, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import type { ClientPageDto, HouseholdDto } from '../contract/client-page.dto';
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
      const spine = await this.repository.spine(tx, personId);
      if (!spine) throw notFound();
      const acting = tx.actor;
      const opened = await this.access.openGroups(tx, spine.id);
      const closed = closedGroups(opened);
      const [basic] = await this.repository.basics(tx, spine.id);
      await this.audit.record(tx, { action: 'clients.open', subjects: [spine.id], detail: { closedGroups: closed } });
      return {
        id: spine.id,
        number: spine.number,
        version: spine.version,
        merged: spine.mergedInto !== null,
        protected: spine.protected,
        holderName: spine.holderName,
        ownOffice: spine.sourceOfficeId === acting.officeId,
        closedGroups: [...closed],
        holderClosedGroups: [...closedGroups(opened, spine.sourceOrganisationId)],
        basic: basic ?? null,
        ...(await this.page.everyHeld(tx, spine.id)),
        statuses: !closed.includes('income') ? [...(await this.page.statuses(tx, spine.id))] : null,
        household: await this.household(tx, spine.id),
        case: await this.page.currentCase(tx, spine.id),
      };
    });
  }

  private async household(tx: Tx, personId: string): Promise<HouseholdDto | null> {
    const facts = await this.page.household(tx, personId);
    if (!facts) return null;
    const members = await this.page.householdMembers(tx, facts.householdId, personId);
    const labels = await this.repository.labels(
      tx,
      members.map((member) => member.personId),
    );
    const { householdId: _internal, ...shown } = facts;
    return {
      ...shown,
      members: members.map((member) => {
        const label = labels.get(member.personId);
        return {
          personId: member.personId,
          relation: member.relation,
          name: joinName(label?.familyName, label?.givenName),
        };
      }),
    };
  }
}
