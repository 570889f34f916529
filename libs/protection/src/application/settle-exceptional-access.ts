import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Decision, notFound, stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { mayAnswer, mayEnd, questionState } from '../domain/exceptional-access';
import { ExceptionalRepository } from '../persistence/exceptional.repository';
import { ProtectionRepository } from '../persistence/protection.repository';

export interface SettleCommand {
  readonly id: string;
  readonly version: number;
}

/** Each holder answers for its own records, by a second person; anybody of the office that asked ends it early. */
@Injectable()
export class SettleExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: ExceptionalRepository,
    private readonly protection: ProtectionRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @param command.id of the answer */
  async decide(ctx: Ctx, command: SettleCommand & { readonly decision: Decision }): Promise<{ readonly id: string; readonly version: number }> {
    const { id, version, decision } = command;
    return this.transactions.run(ctx, async (tx) => {
      const answer = await this.repository.answer(tx, id);
      if (!answer) throw notFound();
      if (answer.version !== version) throw stale({ id, version: answer.version });
      mayAnswer(answer, { staffId: tx.actor.staffId, decides: await this.protection.actorDecides(tx) }, decision, tx.now);
      const approved = decision === 'approved';
      // Two who answer at once: the second finds it answered.
      if ((await this.repository.decide(tx, id, version, approved)) === null) throw stale({ id, version: version + 1 });
      await this.audit.record(tx, {
        action: approved ? 'protection.approve-exceptional' : 'protection.refuse-exceptional',
        subjects: [answer.personId],
        detail: { exceptionalId: answer.exceptionalId, askingOfficeId: answer.askingOfficeId, legalBasis: answer.legalBasis, hours: answer.hours },
      });
      return { id, version: version + 1 };
    });
  }

  /** @param command.id of the question */
  async end(ctx: Ctx, { id, version }: SettleCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const asked = await this.repository.question(tx, id);
      if (!asked) throw notFound();
      mayEnd(questionState(asked.answers, asked.answerUntilAt, tx.now));
      if (asked.version !== version) throw stale({ id, version: asked.version });
      const person = await this.repository.end(tx, id, version);
      if (person === null) throw stale({ id, version: version + 1 });
      await this.audit.record(tx, { action: 'protection.end-exceptional', subjects: [person], detail: { exceptionalId: id } });
      return { id, version: version + 1 };
    });
  }
}
