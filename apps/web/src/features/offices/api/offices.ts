import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type Offices = components['schemas']['OfficesDto'];
export type Office = components['schemas']['OfficeDto'];

/** Offices that work together here, and the colleagues of the acting office. */
export const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: ({ signal }): Promise<Offices> => dataOf(api.GET('/api/offices', { signal })),
  staleTime: 5 * 60_000,
});
