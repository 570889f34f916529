import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';
import type { ReportedEntry } from '../domain/reported-part';

/** An entry, with who typed it, when, and where it was read. */
export interface StoredReport extends ReportedEntry {
  readonly id: string;
  readonly version: number;
  readonly evidence: string;
  readonly reportedBy: string;
  readonly reportedAt: Date;
}

const ENTRY = `r.id, r.version, r.line_key as "lineKey", r.part, r.period, to_char(r.month, 'YYYY-MM') as month, r.kind, r.amount::float8 as amount,
  r.evidence, r.reported_at as "reportedAt"`;

/** 報告値 of a plan, of every line and part. */
@Injectable()
export class ReportedRepository {
  async all(tx: Tx, planId: string): Promise<readonly ReportedEntry[]> {
    return tx.query<StoredReport>(`select ${ENTRY} from reported_figure r where r.plan_id = $1`, [planId]);
  }

  /** Newest month first. */
  async ofPart(tx: Tx, planId: string, lineKey: string, part: number): Promise<readonly StoredReport[]> {
    return tx.query<StoredReport>(
      `select ${ENTRY}, s.name as "reportedBy" from reported_figure r join staff s on s.id = r.reported_by
       where r.plan_id = $1 and r.line_key = $2 and r.part = $3 order by r.period desc, r.month desc`,
      [planId, lineKey, part],
    );
  }

  async one(tx: Tx, key: { planId: string; lineKey: string; part: number; period: string; month: string }): Promise<HeldReport | undefined> {
    const [row] = await tx.query<HeldReport>(
      `select r.id, r.version, r.kind, r.amount::float8 as amount from reported_figure r
       where r.plan_id = $1 and r.line_key = $2 and r.part = $3 and r.period = $4 and r.month = $5`,
      [key.planId, key.lineKey, key.part, key.period, key.month],
    );
    return row;
  }
}

/** What stands for one part and time. */
export interface HeldReport extends Pick<ReportedEntry, 'kind' | 'amount'> {
  readonly id: string;
  readonly version: number;
}
