import { Injectable } from '@nestjs/common';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { ExceptionalBasis, ExceptionalFacts } from '../domain/exceptional-access';
import { EXCEPTIONAL_ACCESS } from '../domain/records';

type Described = Readonly<ShownOf<typeof EXCEPTIONAL_ACCESS>>;

export interface StoredExceptional extends ExceptionalFacts, Described {
  readonly id: string;
  readonly personId: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly itemGroups: readonly string[];
  readonly legalBasis: ExceptionalBasis;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly version: number;
}

export interface ExceptionalQuestion extends Described {
  readonly number: string;
  readonly birthDate: IsoDate;
  readonly itemGroups: readonly string[];
  readonly legalBasis: ExceptionalBasis;
}

const SHOWN = 50;
const ASKED = `select e.id, e.person_id, e.asked_by, a.name as asked_by_name, e.asked_at, e.item_groups, e.legal_basis, ${columnsOf(EXCEPTIONAL_ACCESS, 'e')},
    e.decision, d.name as decided_by_name, e.decided_at, e.valid_until_at, e.ended_at, e.version
  from exceptional_access e join staff a on a.id = e.asked_by left join staff d on d.id = e.decided_by
  where e.office_id = (select current_office()) and (select actor_may_read('number'))`;

/** Requests of the acting office. It sees none of the person through them: that is what the cells are for. */
@Injectable()
export class ExceptionalRepository {
  /** Waiting ones first, then the newest. */
  async list(tx: Tx): Promise<readonly StoredExceptional[]> {
    return tx.query<StoredExceptional>(`${ASKED} order by (e.decision is null) desc, e.asked_at desc, e.id limit ${SHOWN}`);
  }

  async byId(tx: Tx, id: string): Promise<StoredExceptional | undefined> {
    const [row] = await tx.query<StoredExceptional>(`${ASKED} and e.id = $1`, [id]);
    return row;
  }

  /** @returns the person, or null when number and birth date are nobody's. */
  async ask(tx: Tx, id: string, question: ExceptionalQuestion): Promise<string | null> {
    return this.person(tx, 'select exceptional_ask($1, $2, $3, $4, $5, $6, $7) as person', [
      id,
      question.number,
      question.birthDate,
      question.itemGroups,
      question.legalBasis,
      question.reason,
      question.hours,
    ]);
  }

  /** @returns null when it was decided or changed meanwhile. */
  async decide(tx: Tx, id: string, version: number, approve: boolean): Promise<string | null> {
    return this.person(tx, 'select exceptional_decide($1, $2, $3) as person', [id, version, approve]);
  }

  /** @returns null when it is over or was changed meanwhile. */
  async end(tx: Tx, id: string, version: number): Promise<string | null> {
    return this.person(tx, 'select exceptional_end($1, $2) as person', [id, version]);
  }

  async actorSupervises(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ supervises: boolean }>('select actor_is_supervisor() as supervises');
    return row?.supervises === true;
  }

  private async person(tx: Tx, sql: string, values: readonly (string | number | boolean | readonly string[])[]): Promise<string | null> {
    const [row] = await tx.query<{ person: string | null }>(sql, values);
    return row?.person ?? null;
  }
}
