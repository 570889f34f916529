import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type Today = components['schemas']['TodayDto'];

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }): Promise<Today> => dataOf(api.GET('/api/today', { signal })),
  refetchInterval: 60_000,
});
