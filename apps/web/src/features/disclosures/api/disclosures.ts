import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type Disclosure = Schemas['DisclosureDto'];
export type AskExceptional = Schemas['AskExceptionalDto'];
export type Exceptional = Schemas['ExceptionalDto'];

export const EXCEPTIONAL_KEY = ['exceptional-access'] as const;
export const CHANGES = [EXCEPTIONAL_KEY, ['clients'], ['follow-ups'], ['today']] as const;

export function disclosuresQuery(clientId: string) {
  return queryOptions({
    queryKey: ['disclosures', clientId],
    queryFn: async ({ signal }): Promise<readonly Disclosure[]> =>
      (await dataOf(api.GET('/api/clients/{id}/disclosures', { params: { path: { id: clientId } }, signal }))).disclosures,
  });
}

export const exceptionalQuery = queryOptions({
  queryKey: [...EXCEPTIONAL_KEY],
  queryFn: ({ signal }): Promise<Schemas['ExceptionalListDto']> => dataOf(api.GET('/api/exceptional-access', { signal })),
});

export async function askExceptional(body: Schemas['AskExceptionalDto'], key: string): Promise<Schemas['ExceptionalSavedDto']> {
  return dataOf(api.POST('/api/exceptional-access', { body: withNumberNotes(body), headers: commandHeaders(key) }));
}

interface To<B> {
  readonly id: string;
  readonly body: B;
}

export async function decideExceptional({ id, body }: To<Schemas['DecideExceptionalDto']>, key: string): Promise<Schemas['ExceptionalSavedDto']> {
  return dataOf(api.POST('/api/exceptional-access/{id}/decide', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function endExceptional({ id, body }: To<Schemas['EndExceptionalDto']>, key: string): Promise<Schemas['ExceptionalSavedDto']> {
  return dataOf(api.POST('/api/exceptional-access/{id}/end', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}
