import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type AuditLine = Schemas['AuditLineDto'];
export type AuditValues = Schemas['AuditValuesDto'];
export type AuditField = Schemas['AuditFieldDto'];
export type AuditQuestion = Omit<Schemas['AuditQuestionDto'], 'cursor'>;

export const auditStaffQuery = queryOptions({
  queryKey: ['audit', 'staff'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/audit/staff', { signal }))).staff,
});

/** How far the sealing of the record is. */
export const sealStatusQuery = queryOptions({
  queryKey: ['audit', 'seal'],
  refetchInterval: 30_000,
  queryFn: async ({ signal }) => dataOf(api.GET('/api/health/status', { signal })),
});

/** What one event changed or searched for; fetched once for each opening, because each is recorded. */
export function auditEventQuery(id: string) {
  return queryOptions({
    queryKey: ['audit', 'event', id],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async ({ signal }) => dataOf(api.GET('/api/audit/events/{id}', { params: { path: { id } }, signal })),
  });
}

/** Who looked at or changed what, newest first; asked only once a question was put. */
export function auditQuery(question: AuditQuestion | null) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'search', question],
    enabled: question !== null,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      dataOf(
        api.POST('/api/audit/search', {
          body: { from: '', until: '', ...question, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
