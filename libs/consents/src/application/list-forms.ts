import { Injectable } from '@nestjs/common';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ConsentRepository, type StoredForm } from '../persistence/consent.repository';

/** The forms (同意書様式) in use today, with their wording and matrix. */
@Injectable()
export class ListForms {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ConsentRepository,
  ) {}

  async run(ctx: Ctx): Promise<readonly StoredForm[]> {
    return this.transactions.read(ctx, (tx) => this.repository.forms(tx, tx.today));
  }
}
