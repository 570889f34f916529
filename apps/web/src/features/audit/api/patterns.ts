import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type Patterns = components['schemas']['PatternsDto'];

/** Inclusive calendar dates. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** What an auditor may want to ask about in a period. Asked for again only by hand: each asking is recorded. */
export function patternsQuery(period: Period) {
  return queryOptions({
    queryKey: ['audit', 'patterns', period],
    staleTime: Infinity,
    queryFn: async ({ signal }) => dataOf(api.POST('/api/audit/patterns', { body: { ...period }, signal })),
  });
}
