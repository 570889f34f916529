import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

export type ProviderAnswer = components['schemas']['ProviderAnswerDto'];

/** Words on the button of the city's own identity provider; null where there is none. */
export const providerQuery = queryOptions({
  queryKey: ['session', 'provider'],
  queryFn: async ({ signal }): Promise<string | null> => (await dataOf(api.GET('/api/session/provider', { signal }))).label,
  staleTime: Infinity,
});

/** @returns where the browser goes. `again`: the provider asks again even if it remembers the person. */
export async function beginAtProvider(again: boolean): Promise<string> {
  return (await dataOf(api.POST('/api/session/provider/begin', { body: { again } }))).address;
}

/** Brings what the provider wrote into the address. @returns whether a screen waits in another window. */
export async function finishAtProvider(answer: ProviderAnswer): Promise<boolean> {
  return (await dataOf(api.POST('/api/session/provider', { body: answer }))).again;
}
