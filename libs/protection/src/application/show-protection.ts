import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ProtectionRepository, type StoredAdversary, type StoredProtection, type StoredRelease } from '../persistence/protection.repository';

export interface ProtectionOfPerson {
  readonly protections: readonly StoredProtection[];
  /** Empty for offices that do not keep a measure of this person. */
  readonly adversaries: readonly StoredAdversary[];
  readonly releases: readonly StoredRelease[];
  /** Whether the acting member of staff may be the second person. */
  readonly decides: boolean;
}

/** Measures of a person, for every office that may see the person; what is behind them, for the one that keeps them. */
@Injectable()
export class ShowProtection {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly repository: ProtectionRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, personId: string): Promise<ProtectionOfPerson> {
    return this.transactions.read(ctx, async (tx) => {
      await this.clients.requireVisible(tx, personId);
      await this.audit.record(tx, { action: 'protection.read', subjects: [personId] });
      return {
        protections: await this.repository.ofPerson(tx, personId),
        adversaries: await this.repository.adversaries(tx, personId),
        releases: await this.repository.releases(tx, personId),
        decides: await this.repository.actorDecides(tx),
      };
    });
  }
}
