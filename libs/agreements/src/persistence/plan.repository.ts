import { Injectable } from '@nestjs/common';
import { newId, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { type AnnualPlan, documentName, tableName } from '../domain/plan';
import { AnnualPlanRow } from './plan.rows';

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

export interface ReportedTotal {
  readonly lineKey: string;
  readonly part: number;
  readonly amount: number;
  readonly lastMonth: string;
}

/** What stands for one part and month. */
export interface HeldFigure {
  readonly id: string;
  readonly version: number;
  readonly amount: number;
}

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

  async add(tx: Tx, agreementId: string, plan: AnnualPlan): Promise<string> {
    const id = newId<'AnnualPlan'>();
    await tx.insert(AnnualPlanRow, {
      id,
      agreementId,
      fiscalYear: plan.fiscalYear,
      title: tableName(plan),
      sample: plan.mark !== undefined,
      sourceDocument: documentName(plan),
      document: plan,
      version: 1,
    });
    return id;
  }

  async reported(tx: Tx, planId: string): Promise<readonly ReportedTotal[]> {
    return tx.query<ReportedTotal>(
      `select r.line_key as "lineKey", r.part, sum(r.amount)::int as amount, to_char(max(r.month), 'YYYY-MM') as "lastMonth"
       from reported_figure r where r.plan_id = $1 group by r.line_key, r.part`,
      [planId],
    );
  }

  async reportedFigure(tx: Tx, key: { planId: string; lineKey: string; part: number; month: string }): Promise<HeldFigure | undefined> {
    const [row] = await tx.query<HeldFigure>(
      'select r.id, r.version, r.amount from reported_figure r where r.plan_id = $1 and r.line_key = $2 and r.part = $3 and r.month = $4',
      [key.planId, key.lineKey, key.part, key.month],
    );
    return row;
  }
}
