import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { IsoDate } from '@madoguchi/kernel';
import { resemblanceOf } from '../domain/resemblance';
import { ClientRepository, type Hit } from '../persistence/client.repository';

/** How many of those who may be the same are shown. */
export const MOST_ALIKE = 10;

/**
 * Likely duplicates among the persons that the acting office may see: the family reading with the birth date, or the same
 * reading of the whole name.
 */
@Injectable()
export class FindDuplicates {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, person: { readonly familyKana: string; readonly givenKana: string; readonly birthDate: IsoDate }): Promise<readonly Hit[]> {
    return this.transactions.read(ctx, async (tx) => {
      const hits = await this.repository.hits(tx, await this.repository.alike(tx, resemblanceOf(person), MOST_ALIKE));
      await this.audit.record(tx, {
        action: 'clients.look-for-duplicates',
        subjects: hits.map((hit) => hit.id),
        detail: { found: hits.length },
        searched: `${person.familyKana} ${person.givenKana} ${person.birthDate}`,
      });
      return hits;
    });
  }
}
