import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { checkAsking, groupsToAsk, lastTime } from '../domain/exceptional-access';
import { type ExceptionalQuestion, ExceptionalRepository } from '../persistence/exceptional.repository';

/** As it was typed: when it was told by telephone as a time of day. */
export interface ExceptionalCommand extends Omit<ExceptionalQuestion, 'number' | 'askedName' | 'toldBy' | 'toldAt'> {
  readonly number?: string | undefined;
  readonly askedName?: string | undefined;
  readonly toldBy?: string | undefined;
  readonly toldTime?: string | undefined;
}

/**
 * The first of two persons. The answer is 照会中, whoever is meant and whether anybody is: neither it nor the record of the asking
 * office tells whether a number or a name is somebody's. Opens nothing; the holders find the question in their queues.
 */
@Injectable()
export class AskExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ExceptionalRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, { number, askedName, toldBy, toldTime, ...typed }: ExceptionalCommand): Promise<{ readonly id: string; readonly version: number }> {
    const itemGroups = groupsToAsk(typed.itemGroups);
    return this.transactions.run(ctx, async (tx) => {
      const meant = { number: number ?? null, askedName: askedName ?? null };
      const told = { toldBy: toldBy ?? null, toldAt: toldTime === undefined ? null : lastTime(toldTime, tx.now) };
      const question = { ...typed, ...meant, ...told, itemGroups };
      checkAsking(question);
      const id = newId<'ExceptionalAccess'>();
      await this.repository.ask(tx, id, question);
      await this.audit.record(tx, {
        action: 'protection.ask-exceptional',
        subjects: [],
        detail: { exceptionalId: id, legalBasis: question.legalBasis, itemGroups, told: question.toldAt !== null },
      });
      return { id, version: 1 };
    });
  }
}
