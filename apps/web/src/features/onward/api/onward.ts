import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
type Saved = Schemas['OnwardSavedDto'];
export type Onward = Schemas['OnwardDto'];
export type OnwardList = Schemas['OnwardListDto'];

const KEY = ['onward-sharing'] as const;

export function onwardQuery(clientId: string) {
  return queryOptions({
    queryKey: [...KEY, clientId],
    queryFn: ({ signal }): Promise<OnwardList> => dataOf(api.GET('/api/clients/{id}/onward-sharing', { params: { path: { id: clientId } }, signal })),
  });
}

interface To<B> {
  readonly id: string;
  readonly body: B;
}

/** `id` is the client's. */
export const askOnward = command({
  spoils: ['onward-sharing', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['AskOnwardDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/clients/{id}/onward-sharing', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const decideOnward = command({
  spoils: ['onward-sharing', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['DecideOnwardDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/onward-sharing/{id}/decide', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

/** Either side: the passing office stops, the origin takes its approval back. */
export const endOnward = command({
  spoils: ['onward-sharing', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, side, version }: Onward, key: string): Promise<Saved> => {
    const path = side === 'origin' ? '/api/onward-sharing/{id}/revoke' : '/api/onward-sharing/{id}/end';
    return dataOf(api.POST(path, { params: { path: { id } }, body: { version }, headers: commandHeaders(key) }));
  },
});
