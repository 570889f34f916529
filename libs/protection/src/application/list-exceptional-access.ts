import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { joinName } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type ExceptionalState, exceptionalState } from '../domain/exceptional-access';
import { ExceptionalRepository, type StoredExceptional } from '../persistence/exceptional.repository';

export interface ExceptionalLine extends StoredExceptional {
  readonly state: ExceptionalState;
  /** Only while the access is open. */
  readonly number: string | null;
  readonly personName: string | null;
}

/** What the acting office asked for. A person is named only while the office may see the person. */
@Injectable()
export class ListExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly repository: ExceptionalRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx): Promise<{ readonly items: readonly ExceptionalLine[]; readonly decides: boolean }> {
    return this.transactions.read(ctx, async (tx) => {
      const asked = await this.repository.list(tx);
      const labels = await this.clients.numbersAndNames(tx, asked.map((one) => one.personId));
      await this.audit.record(tx, { action: 'protection.list-exceptional', subjects: [...labels.keys()] });
      const items = asked.map((one) => {
        const label = labels.get(one.personId);
        return { ...one, state: exceptionalState(one, tx.now), number: label?.number ?? null, personName: joinName(label?.familyName, label?.givenName) };
      });
      return { items, decides: await this.repository.actorSupervises(tx) };
    });
  }
}
