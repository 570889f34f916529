import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type Disclosure = components['schemas']['DisclosureDto'];

export function disclosuresQuery(clientId: string) {
  return queryOptions({
    queryKey: ['disclosures', clientId],
    queryFn: async ({ signal }): Promise<readonly Disclosure[]> =>
      (await dataOf(api.GET('/api/clients/{id}/disclosures', { params: { path: { id: clientId } }, signal }))).disclosures,
  });
}
