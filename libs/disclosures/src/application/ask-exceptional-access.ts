import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { groupsToAsk } from '../domain/exceptional-access';
import { type ExceptionalQuestion, ExceptionalRepository } from '../persistence/exceptional.repository';

/**
 * The first of two persons. Who asks knows the person already, by record number and birth date; a wrong guess is recorded
 * and says nothing of who is there. Opens nothing.
 */
@Injectable()
export class AskExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ExceptionalRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, question: ExceptionalQuestion): Promise<{ readonly id: string; readonly version: number }> {
    const id = newId<'ExceptionalAccess'>();
    const asked = await this.transactions.run(ctx, async (tx) => {
      const itemGroups = groupsToAsk(question.itemGroups);
      const person = await this.repository.ask(tx, id, { ...question, itemGroups });
      const detail = { legalBasis: question.legalBasis, itemGroups, found: person !== null };
      await this.audit.record(tx, { action: 'disclosures.ask-exceptional', subjects: person === null ? [] : [person], detail });
      return person !== null;
    });
    if (!asked) throw invalidField('number', 'unknown_person', '受付番号と生年月日を確かめてください。両方が一致する人が見つかりません。');
    return { id, version: 1 };
  }
}
