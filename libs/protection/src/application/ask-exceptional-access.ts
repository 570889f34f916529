import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError, invalidField, newId } from '@madoguchi/kernel';
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
    const itemGroups = groupsToAsk(question.itemGroups);
    const id = newId<'ExceptionalAccess'>();
    const detail = { legalBasis: question.legalBasis, itemGroups };
    try {
      return await this.transactions.run(ctx, async (tx) => {
        const person = await this.repository.ask(tx, id, { ...question, itemGroups });
        if (person === null) throw unknownPerson();
        await this.audit.record(tx, { action: 'protection.ask-exceptional', subjects: [person], detail: { ...detail, found: true } });
        return { id, version: 1 };
      });
    } catch (error) {
      // A refusal leaves nothing behind but the record that somebody guessed.
      if (error instanceof DomainError && error.code === UNKNOWN) {
        await this.transactions.read(ctx, (tx) => this.audit.record(tx, { action: 'protection.ask-exceptional', subjects: [], detail: { ...detail, found: false } }));
      }
      throw error;
    }
  }
}

const UNKNOWN = 'unknown_person';

function unknownPerson(): DomainError {
  return invalidField('number', UNKNOWN, '受付番号と生年月日を確かめてください。両方が一致する人が見つかりません。');
}
