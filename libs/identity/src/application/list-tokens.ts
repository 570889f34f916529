import { Injectable } from '@nestjs/common';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type AccountAssignment, AccountRepository, type TokenLine } from '../persistence/account.repository';

export interface TokensOfOrganisation {
  readonly tokens: readonly TokenLine[];
  /** Under which a token may be issued. */
  readonly assignments: readonly (AccountAssignment & { readonly staffName: string })[];
}

/** Tokens of the own organisation, as far as they are not secret. */
@Injectable()
export class ListTokens {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly accounts: AccountRepository,
  ) {}

  async run(ctx: Ctx): Promise<TokensOfOrganisation> {
    return this.transactions.read(ctx, async (tx) => {
      const services = new Map((await this.accounts.accounts(tx)).filter((one) => one.service).map((one) => [one.id, one.name]));
      const assignments = (await this.accounts.assignments(tx)).filter((one) => one.validUntil > tx.today);
      return {
        tokens: await this.accounts.tokens(tx),
        assignments: assignments.flatMap((one) => {
          const staffName = services.get(one.staffId);
          return staffName === undefined ? [] : [{ ...one, staffName }];
        }),
      };
    });
  }
}
