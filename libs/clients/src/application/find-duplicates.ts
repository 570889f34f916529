import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { nameTokens } from '../domain/client';
import { ClientRepository, type Hit } from '../persistence/client.repository';

const MOST = 10;

/** Likely duplicates among the persons that the acting office may see: same birth date, or the same reading of the name. */
@Injectable()
export class FindDuplicates {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ClientRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, person: { readonly familyKana: string; readonly givenKana: string; readonly birthDate: string }): Promise<readonly Hit[]> {
    return this.transactions.read(ctx, async (tx) => {
      const hits = await this.among(tx, person);
      await this.audit.record(tx, {
        action: 'clients.look-for-duplicates',
        subjects: hits.map((hit) => hit.id),
        detail: { found: hits.length },
        searched: `${person.familyKana} ${person.givenKana} ${person.birthDate}`,
      });
      return hits;
    });
  }

  /** Both the whole reading and the birth date, or the whole reading alone where it is long enough to mean something. */
  async among(tx: Tx, person: { readonly familyKana: string; readonly givenKana: string; readonly birthDate: string }): Promise<readonly Hit[]> {
    const reading = nameTokens(person.familyKana + person.givenKana).filter((token) => [...token].length > 3);
    const family = nameTokens(person.familyKana).filter((token) => [...token].length > 3);
    const sameBirth = [...family, `b:${person.birthDate}`];
    return this.repository.hits(tx, await this.repository.idsByTokens(tx, reading.length > 1 ? [sameBirth, reading] : [sameBirth], MOST));
  }
}
