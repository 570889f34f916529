import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type Reference = components['schemas']['ReferenceDto'];

/** Lists of codes with the town's labels; they change a few times a year. */
export const referenceQuery = queryOptions({
  queryKey: ['reference'],
  queryFn: ({ signal }): Promise<Reference> => dataOf(api.GET('/api/reference', { signal })),
  staleTime: 10 * 60_000,
});
