import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { ClientsFacade } from '@madoguchi/clients';
import { joinName } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type AnswerState, answerState, type QuestionState, questionState } from '../domain/exceptional-access';
import { ExceptionalRepository, type StoredAnswer, type StoredQuestion } from '../persistence/exceptional.repository';
import { ProtectionRepository } from '../persistence/protection.repository';

interface Named {
  readonly personId: string | null;
  readonly personNumber: string | null;
  readonly personName: string | null;
}

export interface QuestionLine extends StoredQuestion, Named {
  readonly state: QuestionState;
}

export interface AnswerLine extends Omit<StoredAnswer, 'personId'>, Named {
  readonly state: AnswerState;
}

export interface ExceptionalLists {
  readonly asked: readonly QuestionLine[];
  readonly received: readonly AnswerLine[];
  readonly decides: boolean;
}

/** What the acting office asked, and what it is asked. A person is named to who may see the person now. */
@Injectable()
export class ListExceptionalAccess {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clients: ClientsFacade,
    private readonly repository: ExceptionalRepository,
    private readonly protection: ProtectionRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx): Promise<ExceptionalLists> {
    return this.transactions.read(ctx, async (tx) => {
      const [asked, received, decides] = [await this.repository.questions(tx), await this.repository.answers(tx), await this.protection.actorDecides(tx)];
      const meant = (one: StoredQuestion): string | undefined => one.answers[0]?.personId;
      const persons = [...asked.map(meant), ...received.map((one) => one.personId)].filter((id) => id !== undefined);
      const labels = await this.clients.numbersAndNames(tx, persons);
      await this.audit.record(tx, { action: 'protection.list-exceptional', subjects: [...labels.keys()] });
      const named = (id: string | undefined): Named => {
        const label = id === undefined ? undefined : labels.get(id);
        if (id === undefined || !label) return { personId: null, personNumber: null, personName: null };
        return { personId: id, personNumber: label.number, personName: joinName(label.familyName, label.givenName) };
      };
      return {
        asked: asked.map((one) => ({ ...one, ...named(meant(one)), state: questionState(one.answers, one.answerUntilAt, tx.now) })),
        received: received.map((one) => ({ ...one, ...named(one.personId), state: answerState(one, one.answerUntilAt, tx.now) })),
        decides,
      };
    });
  }
}
