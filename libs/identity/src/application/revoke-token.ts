import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { AccountRepository } from '../persistence/account.repository';

/** From the next request on the token opens nothing. */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, id: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      if (!(await this.accounts.revokeToken(tx, id))) throw notFound();
      await this.audit.record(tx, { action: 'identity.revoke-token', subjects: [], detail: { tokenId: id } });
    });
  }
}
