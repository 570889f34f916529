import { Injectable } from '@nestjs/common';
import { newId, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { PlanLine } from '../domain/plan-line';
import { PlanLineRow } from './plan-line.row';

export interface StoredLine extends PlanLine {
  readonly id: string;
  readonly version: number;
}

/** A line, with whose and of which year its plan is. */
export interface LineOfPlan extends StoredLine {
  /** Absent where the agreement is of no city of ours: nothing is counted for it. */
  readonly municipalityId: string | null;
  readonly fiscalYear: number;
  readonly lastFiscalYear: number;
}

const LINE = 'l.id, l.line_key as "lineKey", l.part, l.fact, l.basis, l.date_basis as "dateBasis", l.routes, l.version';

/** The parts of a plan's target lines that are counted from cases. */
@Injectable()
export class PlanLineRepository {
  async all(tx: Tx, planId: string): Promise<readonly StoredLine[]> {
    return tx.query<StoredLine>(`select ${LINE} from annual_plan_line l where l.plan_id = $1 order by l.line_key, l.part`, [planId]);
  }

  /** @throws DomainError `not_found` where no such part of the plan is counted. */
  async get(tx: Tx, planId: string, lineKey: string, part: number): Promise<LineOfPlan> {
    const [line] = await tx.query<LineOfPlan>(
      `select ${LINE}, a.municipality_id as "municipalityId", p.fiscal_year as "fiscalYear", p.last_fiscal_year as "lastFiscalYear"
       from annual_plan_line l join annual_plan p on p.id = l.plan_id join agreement a on a.id = p.agreement_id
       where l.plan_id = $1 and l.line_key = $2 and l.part = $3`,
      [planId, lineKey, part],
    );
    if (!line) throw notFound();
    return line;
  }

  async one(tx: Tx, planId: string, lineKey: string, part: number): Promise<StoredLine | undefined> {
    const [line] = await tx.query<StoredLine>(`select ${LINE} from annual_plan_line l where l.plan_id = $1 and l.line_key = $2 and l.part = $3`, [planId, lineKey, part]);
    return line;
  }

  /** Of a draft alone. */
  async discard(tx: Tx, planId: string): Promise<void> {
    await tx.write('delete from annual_plan_line where plan_id = $1', [planId]);
  }

  async add(tx: Tx, planId: string, lines: readonly PlanLine[]): Promise<void> {
    await tx.insert(
      PlanLineRow,
      lines.map(({ lineKey, part, fact, basis, dateBasis, routes }) => {
        return { id: newId<'PlanLine'>(), planId, lineKey, part, fact, basis, dateBasis, routes: [...routes], version: 1 };
      }),
    );
  }
}
