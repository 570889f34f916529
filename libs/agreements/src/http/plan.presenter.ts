import type { StoredReport } from '../application/list-reports';
import type { OpenedPlan, PlanSummary } from '../application/open-plan';
import { inOrder } from '../domain/documents';
import type { PlanDto, PlanSummaryDto, ReportDto } from './plan.dto';

export function summaryOf(plan: PlanSummary): PlanSummaryDto {
  const { id, agreementId, agreementName, fiscalYear, lastFiscalYear, title, draft, revises, edition, sourceDocument, version } = plan;
  return { id, agreementId, agreementName, fiscalYear, lastFiscalYear, title, draft, revises, edition, sourceDocument, version };
}

export function planOf(plan: OpenedPlan): PlanDto {
  return {
    ...summaryOf(plan),
    plan: inOrder(plan.content),
    editions: plan.editions.map(({ adoptedAt, ...edition }) => ({ ...edition, adoptedAt: adoptedAt.toISOString() })),
  };
}

export function reportOf({ id, version, period, month, kind, amount, evidence, reportedBy, reportedAt }: StoredReport): ReportDto {
  return { id, version, period, month, kind, amount, evidence, reportedBy, reportedAt: reportedAt.toISOString() };
}
