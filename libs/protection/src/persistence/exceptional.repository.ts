import { Injectable } from '@nestjs/common';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type SqlValue, type Tx } from '@madoguchi/platform';
import type { AnswerFacts, Asking, ExceptionalBasis } from '../domain/exceptional-access';
import { EXCEPTIONAL_ACCESS } from '../domain/records';

type Described = Readonly<ShownOf<typeof EXCEPTIONAL_ACCESS>>;

export interface ExceptionalQuestion extends Described, Asking {
  readonly birthDate: IsoDate;
  readonly itemGroups: readonly string[];
}

interface Asked extends Described, Asking {
  readonly birthDate: IsoDate;
  readonly itemGroups: readonly string[];
  readonly legalBasis: ExceptionalBasis;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly answerUntilAt: Date;
}

/** A question of the acting office, with the answers that let it look: it sees no other. */
export interface StoredQuestion extends Asked {
  readonly id: string;
  readonly version: number;
  readonly answers: readonly (AnswerFacts & { readonly personId: string; readonly officeName: string; readonly decidedByName: string; readonly decidedAt: Date })[];
}

/** A question to the acting office, about a person of whom it holds records. */
export interface StoredAnswer extends Asked, AnswerFacts {
  readonly id: string;
  readonly exceptionalId: string;
  readonly personId: string;
  readonly askingOfficeId: string;
  readonly askingOfficeName: string;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly version: number;
}

const SHOWN = 50;
const ASKED = `e.asked_by, s.name as asked_by_name, e.asked_at, e.item_groups, e.legal_basis, ${columnsOf(EXCEPTIONAL_ACCESS, 'e')},
    least(e.answer_until_at, e.ended_at) as answer_until_at, e.told_at`;
const QUESTIONS = `select e.id, e.version, ${ASKED} from exceptional_access e join staff s on s.id = e.asked_by
  where e.office_id = (select current_office()) and (select actor_may_read('number'))`;
const LET = `select a.exceptional_id, a.person_id, a.decision, a.decided_at, a.valid_until_at, a.ended_at, o.name as office_name, d.name as decided_by_name
  from exceptional_answer a join office o on o.id = a.office_id join staff d on d.id = a.decided_by
  where a.asking_office_id = (select current_office()) and a.decision = 'approved' and a.exceptional_id = any($1) order by a.decided_at, a.id`;
const ANSWERS = `select a.id, a.exceptional_id, a.person_id, a.asking_office_id, o.name as asking_office_name, a.decision, d.name as decided_by_name, a.decided_at, a.valid_until_at,
    a.ended_at, a.version, ${ASKED}
  from exceptional_answer a join exceptional_access e on e.id = a.exceptional_id join office o on o.id = a.asking_office_id join staff s on s.id = e.asked_by
    left join staff d on d.id = a.decided_by
  where a.office_id = (select current_office()) and (select actor_may_read('number'))`;

/** Questions of the acting office and to it. It sees none of a person through them: that is what the cells are for. */
@Injectable()
export class ExceptionalRepository {
  /** The newest first. */
  async questions(tx: Tx): Promise<readonly StoredQuestion[]> {
    return this.withAnswers(tx, await tx.query<StoredQuestion>(`${QUESTIONS} order by e.asked_at desc, e.id limit ${SHOWN}`));
  }

  async question(tx: Tx, id: string): Promise<StoredQuestion | undefined> {
    const [found] = await this.withAnswers(tx, await tx.query<StoredQuestion>(`${QUESTIONS} and e.id = $1`, [id]));
    return found;
  }

  /** Waiting ones first, then the newest. */
  async answers(tx: Tx): Promise<readonly StoredAnswer[]> {
    return tx.query<StoredAnswer>(`${ANSWERS} order by (a.decision is null) desc, e.asked_at desc, a.id limit ${SHOWN}`);
  }

  async answer(tx: Tx, id: string): Promise<StoredAnswer | undefined> {
    const [row] = await tx.query<StoredAnswer>(`${ANSWERS} and a.id = $1`, [id]);
    return row;
  }

  /** Tells nothing of whom it means. */
  async ask(tx: Tx, id: string, question: ExceptionalQuestion): Promise<void> {
    const { number, askedName, birthDate, itemGroups, legalBasis, reason, hours, toldBy, toldAt } = question;
    await tx.query('select exceptional_ask($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [id, number, askedName, birthDate, itemGroups, legalBasis, reason, hours, toldBy, toldAt]);
  }

  /** @returns the person, or null where it was answered meanwhile. */
  async decide(tx: Tx, id: string, version: number, approve: boolean): Promise<string | null> {
    return this.person(tx, 'select exceptional_decide($1, $2, $3) as person', [id, version, approve]);
  }

  /** @returns the person, or null where it is over or was changed meanwhile. */
  async end(tx: Tx, id: string, version: number): Promise<string | null> {
    return this.person(tx, 'select exceptional_end($1, $2) as person', [id, version]);
  }

  private async withAnswers(tx: Tx, questions: readonly StoredQuestion[]): Promise<readonly StoredQuestion[]> {
    if (questions.length === 0) return [];
    const answers = await tx.query<StoredQuestion['answers'][number] & { readonly exceptionalId: string }>(LET, [questions.map((one) => one.id)]);
    return questions.map((one) => ({ ...one, answers: answers.filter((answer) => answer.exceptionalId === one.id) }));
  }

  private async person(tx: Tx, sql: string, values: readonly SqlValue[]): Promise<string | null> {
    const [row] = await tx.query<{ person: string | null }>(sql, values);
    return row?.person ?? null;
  }
}
