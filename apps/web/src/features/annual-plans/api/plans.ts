import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';
import { ApiProblem } from '../../../lib/problem';

type Schemas = components['schemas'];
export type PlanSummary = Schemas['PlanSummaryDto'];
export type Plan = Schemas['PlanDto'];
export type PrintedCell = Schemas['PrintedCellDto'];
export type Figure = Schemas['FigureDto'];
export type FigureRecords = Schemas['FigureRecordsDto'];

const PLANS_KEY = ['annual-plans'] as const;

export const plansQuery = queryOptions({
  queryKey: [...PLANS_KEY, 'list'],
  queryFn: async ({ signal }): Promise<readonly PlanSummary[]> => (await dataOf(api.GET('/api/annual-plans', { signal }))).plans,
});

export function planQuery(id: string) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'one', id],
    queryFn: ({ signal }): Promise<Plan> => dataOf(api.GET('/api/annual-plans/{id}', { params: { path: { id } }, signal })),
  });
}

export function figuresQuery(id: string) {
  return queryOptions({
    queryKey: [...PLANS_KEY, 'figures', id],
    queryFn: async ({ signal }): Promise<readonly Figure[]> =>
      (await dataOf(api.GET('/api/annual-plans/{id}/figures', { params: { path: { id } }, signal }))).figures,
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

export const copyPlan = command({
  spoils: ['annual-plans'],
  send: async (id: string, key: string): Promise<Schemas['PlanCopyDto']> => {
    return dataOf(api.POST('/api/annual-plans/{id}/copy', { params: { path: { id } }, headers: commandHeaders(key) }));
  },
});

export interface LineRef {
  readonly id: string;
  readonly lineKey: string;
  readonly part: number;
}

export const chooseRoutes = command({
  spoils: ['annual-plans'],
  send: async ({ id, lineKey, part, version, routes }: LineRef & { readonly version: number; readonly routes: readonly string[] }, key: string): Promise<Schemas['PlanLineSavedDto']> => {
    return dataOf(
      api.PUT('/api/annual-plans/{id}/lines/{lineKey}/{part}/routes', {
        params: { path: { id, lineKey, part } },
        body: { version, routes: [...routes] },
        headers: commandHeaders(key),
      }),
    );
  },
});

export const reportFigure = command({
  spoils: ['annual-plans'],
  send: async ({ id, ...body }: LineRef & { readonly month: string; readonly amount: number; readonly evidence: string; readonly version?: number }, key: string): Promise<Schemas['ReportedFigureDto']> => {
    return dataOf(
      api.POST('/api/annual-plans/{id}/reported', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});

/** The version of the figure that is there already, where that is why a report was refused. */
export function heldVersion(error: unknown): number | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 412) return undefined;
  const { current } = error;
  return typeof current === 'object' && current !== null && 'version' in current && typeof current.version === 'number' ? current.version : undefined;
}
