import type { PlanFile } from '@madoguchi/agreements/documents';
import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';
import { ApiProblem } from '../../../lib/problem';
import { saveAs } from '../../../lib/save-as';

type Schemas = components['schemas'];
export type PlanSummary = Schemas['PlanSummaryDto'];
/** The plan file inside is held to its format by the server. */
export type Plan = Omit<Schemas['PlanDto'], 'plan'> & { readonly plan: PlanFile };
export type Figure = Schemas['FigureDto'];
export type Figures = Schemas['FiguresDto'];
export type PlanPart = Schemas['PlanPartDto'];
export type Report = Schemas['ReportDto'];
export type FigureRecords = Schemas['FigureRecordsDto'];

const PLANS_KEY = ['annual-plans'] as const;

export const plansQuery = queryOptions({
  queryKey: [...PLANS_KEY, 'list'],
  queryFn: async ({ signal }): Promise<readonly PlanSummary[]> => (await dataOf(api.GET('/api/annual-plans', { signal }))).plans,
});

export function planQuery(id: string) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'one', id],
    queryFn: async ({ signal }): Promise<Plan> => (await dataOf(api.GET('/api/annual-plans/{id}', { params: { path: { id } }, signal }))) as Plan,
  });
}

export function figuresQuery(id: string) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'figures', id],
    queryFn: ({ signal }): Promise<Figures> => dataOf(api.GET('/api/annual-plans/{id}/figures', { params: { path: { id } }, signal })),
  });
}

export function recordsQuery(id: string, lineKey: string, part: number) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'records', id, lineKey, part],
    queryFn: ({ signal }): Promise<FigureRecords> =>
      dataOf(api.GET('/api/annual-plans/{id}/figures/{lineKey}/{part}/records', { params: { path: { id, lineKey, part } }, signal })),
    staleTime: 0,
  });
}

export function reportsQuery(id: string, lineKey: string, part: number) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'reports', id, lineKey, part],
    queryFn: async ({ signal }): Promise<readonly Report[]> =>
      (await dataOf(api.GET('/api/annual-plans/{id}/reported/{lineKey}/{part}', { params: { path: { id, lineKey, part } }, signal }))).reports,
    staleTime: 0,
  });
}

/** 目標値一覧 as a workbook. Fetched, not linked: the request carries the acting assignment, and a refusal has words. */
export async function downloadTable({ id, sourceDocument }: PlanSummary): Promise<void> {
  const { data } = await api.GET('/api/exports/annual-plans/{id}', { params: { path: { id } }, parseAs: 'blob' });
  saveAs(data as unknown as Blob, `${sourceDocument}.xlsx`);
}

type PlanId = Schemas['PlanIdDto'];

export const copyPlan = command({
  spoils: ['annual-plans'],
  send: async (id: string, key: string): Promise<PlanId> =>
    dataOf(api.POST('/api/annual-plans/{id}/copy', { params: { path: { id } }, headers: commandHeaders(key) })),
});

export const createDraft = command({
  spoils: ['annual-plans'],
  send: async ({ kind, plan }: { readonly kind: Schemas['CreatePlanDto']['kind']; readonly plan: object }, key: string): Promise<Schemas['PlanCreatedDto']> =>
    dataOf(api.POST('/api/annual-plans', { body: { kind, plan: { ...plan } }, headers: commandHeaders(key) })),
});

export interface DraftRef {
  readonly id: string;
  readonly version: number;
}

export const saveDraft = command({
  spoils: ['annual-plans'],
  send: async ({ id, version, plan }: DraftRef & { readonly plan: PlanFile }, key: string): Promise<Schemas['PlanStoredDto']> =>
    dataOf(api.PUT('/api/annual-plans/{id}/plan', { params: { path: { id } }, body: { version, plan: { ...plan } }, headers: commandHeaders(key) })),
});

export const adoptDraft = command({
  spoils: ['annual-plans'],
  send: async ({ id, ...body }: DraftRef & { readonly decidedOn: string; readonly decidedBy: string }, key: string): Promise<Schemas['PlanCreatedDto']> =>
    dataOf(api.POST('/api/annual-plans/{id}/adopt', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) })),
});

export const revisePlan = command({
  spoils: ['annual-plans'],
  send: async (id: string, key: string): Promise<Schemas['PlanCreatedDto']> =>
    dataOf(api.POST('/api/annual-plans/{id}/revise', { params: { path: { id } }, headers: commandHeaders(key) })),
});

export const discardDraft = command({
  spoils: ['annual-plans'],
  send: async ({ id, version }: DraftRef, key: string): Promise<PlanId> =>
    dataOf(api.POST('/api/annual-plans/{id}/discard', { params: { path: { id } }, body: { version }, headers: commandHeaders(key) })),
});

export interface PartRef {
  readonly id: string;
  readonly lineKey: string;
  readonly part: number;
}

export const defineLine = command({
  spoils: ['annual-plans'],
  send: async ({ id, lineKey, part, ...body }: PartRef & Schemas['DefineLineDto'], key: string): Promise<Schemas['PlanLineSavedDto']> =>
    dataOf(api.PUT('/api/annual-plans/{id}/lines/{lineKey}/{part}', { params: { path: { id, lineKey, part } }, body, headers: commandHeaders(key) })),
});

export const reportFigure = command({
  spoils: ['annual-plans'],
  send: async ({ id, ...body }: PartRef & Omit<Schemas['ReportFigureDto'], 'numberNotes'>, key: string): Promise<Schemas['ReportedFigureDto']> => {
    return dataOf(api.POST('/api/annual-plans/{id}/reported', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

/** The version of the figure that is there already, where that is why a report was refused. */
export function heldVersion(error: unknown): number | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 412) return undefined;
  const { current } = error;
  return typeof current === 'object' && current !== null && 'version' in current && typeof current.version === 'number' ? current.version : undefined;
}
