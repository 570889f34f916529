import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type AuditLine = Schemas['AuditLineDto'];
export type AuditQuestion = Omit<Schemas['AuditQuestionDto'], 'cursor'>;

export const auditStaffQuery = queryOptions({
  queryKey: ['audit', 'staff'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/audit/staff', { signal }))).staff,
});

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
