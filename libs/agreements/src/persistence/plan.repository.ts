import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { ComputedLine } from '../domain/computed-line';
import type { AnnualPlan } from '../domain/plan';

export interface StoredPlan {
  readonly id: string;
  readonly agreementId: string;
  readonly agreementName: string;
  readonly municipalityId: string;
  readonly fiscalYear: number;
  readonly title: string;
  readonly sample: boolean;
  readonly sourceDocument: string;
  readonly document: AnnualPlan;
}

export interface StoredLine extends ComputedLine {
  readonly id: string;
  readonly target: number | null;
  readonly version: number;
}

export interface StoredLineOfPlan extends StoredLine {
  readonly municipalityId: string;
  readonly fiscalYear: number;
}

export interface ReportedTotal {
  readonly lineKey: string;
  readonly part: number;
  readonly amount: number;
  readonly lastMonth: string;
}

const LINE = 'l.id, l.line_key as "lineKey", l.part, l.fact, l.basis, l.date_basis as "dateBasis", l.routes, l.target, l.version';

const PLAN = `p.id, p.agreement_id as "agreementId", a.name as "agreementName", a.municipality_id as "municipalityId",
  p.fiscal_year as "fiscalYear", p.title, p.sample, p.source_document as "sourceDocument"`;

@Injectable()
export class PlanRepository {
  async list(tx: Tx): Promise<readonly Omit<StoredPlan, 'document'>[]> {
    return tx.query(
      `select ${PLAN} from annual_plan p join agreement a on a.id = p.agreement_id order by p.fiscal_year desc, p.sample, a.name`,
    );
  }

  async get(tx: Tx, id: string): Promise<StoredPlan> {
    const [row] = await tx.query<StoredPlan>(
      `select ${PLAN}, p.document from annual_plan p join agreement a on a.id = p.agreement_id where p.id = $1`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }

  /** A line of a plan, with whose and of which year the plan is. */
  async lineOf(tx: Tx, planId: string, lineKey: string, part: number): Promise<StoredLineOfPlan | undefined> {
    const [row] = await tx.query<StoredLineOfPlan>(
      `select ${LINE}, a.municipality_id as "municipalityId", p.fiscal_year as "fiscalYear"
       from plan_line l join annual_plan p on p.id = l.plan_id join agreement a on a.id = p.agreement_id
       where l.plan_id = $1 and l.line_key = $2 and l.part = $3`,
      [planId, lineKey, part],
    );
    return row;
  }

  async lines(tx: Tx, planId: string): Promise<readonly StoredLine[]> {
    return tx.query<StoredLine>(
      `select ${LINE} from plan_line l where l.plan_id = $1 order by l.line_key, l.part`,
      [planId],
    );
  }

  async reported(tx: Tx, planId: string): Promise<readonly ReportedTotal[]> {
    return tx.query<ReportedTotal>(
      `select r.line_key as "lineKey", r.part, sum(r.amount)::int as amount, to_char(max(r.month), 'YYYY-MM') as "lastMonth"
       from reported_figure r where r.plan_id = $1 group by r.line_key, r.part`,
      [planId],
    );
  }

  async reportedFigure(tx: Tx, key: { planId: string; lineKey: string; part: number; month: string }): Promise<{ id: string; version: number } | undefined> {
    const [row] = await tx.query<{ id: string; version: number }>(
      'select r.id, r.version from reported_figure r where r.plan_id = $1 and r.line_key = $2 and r.part = $3 and r.month = $4',
      [key.planId, key.lineKey, key.part, key.month],
    );
    return row;
  }
}
