import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type OnwardState, onwardState, type Origin, type PassedGroup, passedGroups } from '../domain/onward-sharing';
import { OnwardRepository, type StoredOnward } from '../persistence/onward.repository';

export interface OnwardLine extends StoredOnward {
  readonly state: OnwardState;
  /** What the recipient sees of it, and where it does not, what is missing. */
  readonly groups: readonly PassedGroup[];
}

/** What was asked, approved and passed on of a person, to each of the three offices that take part in it. */
@Injectable()
export class ListOnwardSharing {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly repository: OnwardRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<{ readonly lines: readonly OnwardLine[]; readonly origins: readonly Origin[] }> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      const stored = await this.repository.ofPerson(tx, personId);
      const origins = await this.repository.origins(tx, personId);
      await this.audit.record(tx, { action: 'onward-sharing.list', subjects: [personId], detail: { found: stored.length } });
      return { lines: stored.map((one) => ({ ...one, state: onwardState(one), groups: passedGroups(one, one.visibleGroups) })), origins };
    });
  }
}
