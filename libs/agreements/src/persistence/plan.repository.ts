import { newId, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import { documentName, tableName, yearsOf } from '../domain/plan';
import type { PlanFile } from '../domain/plan-file/plan-file';
import { AnnualPlanRow } from './plan.rows';

export interface PlanSummary {
  readonly id: string;
  readonly agreementId: string;
  readonly agreementName: string;
  /** The city whose cases its figures count; absent for an agreement of no city of ours. */
  readonly municipalityId: string | null;
  readonly fiscalYear: number;
  readonly lastFiscalYear: number;
  readonly title: string;
  /** 案: adopted by nobody yet. */
  readonly draft: boolean;
  /** 改定案: the adopted plan whose next edition it becomes. */
  readonly revises: string | null;
  readonly edition: number;
  readonly sourceDocument: string;
  readonly version: number;
}

export interface StoredPlan extends PlanSummary {
  readonly content: PlanFile;
}

/** A plan to be stored as a draft. */
export interface NewDraft {
  readonly agreementId: string;
  readonly content: PlanFile;
  readonly revises?: string;
}

const PLAN = `p.id, p.agreement_id as "agreementId", a.name as "agreementName", a.municipality_id as "municipalityId",
  p.fiscal_year as "fiscalYear", p.last_fiscal_year as "lastFiscalYear", p.title, p.sample as draft, p.revises, p.edition,
  p.source_document as "sourceDocument", p.version`;

@Injectable()
export class PlanRepository {
  async list(tx: Tx): Promise<readonly PlanSummary[]> {
    return tx.query(
      `select ${PLAN} from annual_plan p join agreement a on a.id = p.agreement_id order by p.fiscal_year desc, p.sample, a.name, p.id`,
    );
  }

  async get(tx: Tx, id: string): Promise<StoredPlan> {
    const [row] = await tx.query<StoredPlan>(
      `select ${PLAN}, p.content from annual_plan p join agreement a on a.id = p.agreement_id where p.id = $1`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }

  /** The draft of the year, or the plan that was adopted for it. */
  async ofYear(tx: Tx, agreementId: string, fiscalYear: number, draft: boolean): Promise<{ readonly id: string } | undefined> {
    const [row] = await tx.query<{ id: string }>(
      'select p.id from annual_plan p where p.agreement_id = $1 and p.fiscal_year = $2 and p.sample = $3',
      [agreementId, fiscalYear, draft],
    );
    return row;
  }

  async add(tx: Tx, { agreementId, content, revises }: NewDraft): Promise<string> {
    const id = newId<'AnnualPlan'>();
    await tx.insert(AnnualPlanRow, { id, agreementId, ...columnsOf(content), sample: true, revises: revises ?? null, edition: 1, version: 1 });
    return id;
  }

  /** @throws DomainError `stale` */
  async save(tx: Tx, id: string, version: number, content: PlanFile, adopted?: { readonly edition: number }): Promise<void> {
    await tx.change(AnnualPlanRow, id, version, { ...columnsOf(content), ...(adopted && { sample: false, edition: adopted.edition }) });
  }

  async discard(tx: Tx, id: string): Promise<void> {
    await tx.write('delete from annual_plan where id = $1', [id]);
  }
}

/** What the row says of its plan, beside the plan itself. */
function columnsOf(content: PlanFile): Pick<AnnualPlanRow, 'fiscalYear' | 'lastFiscalYear' | 'title' | 'sourceDocument' | 'content'> {
  const years = yearsOf(content);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A plan has a year');
  return { fiscalYear: first, lastFiscalYear: last, title: tableName(content), sourceDocument: documentName(content), content };
}
