import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';

type Schemas = components['schemas'];
export type Token = Schemas['TokenDto'];
export type TokenAssignment = Schemas['TokenAssignmentDto'];
export type NewToken = Schemas['IssueTokenDto'];

const TOKENS_KEY = ['tokens'] as const;

export const tokensQuery = queryOptions({
  queryKey: TOKENS_KEY,
  queryFn: async ({ signal }) => dataOf(api.GET('/api/tokens', { signal })),
});

/** @returns the token, shown this once; null when a repeated command finds it issued before. */
export const issueToken = command({
  spoils: ['tokens'],
  send: async (body: NewToken, key: string): Promise<string | null> => {
    return (await dataOf(api.POST('/api/tokens', { body, headers: commandHeaders(key) }))).token;
  },
});

export const revokeToken = command({
  spoils: ['tokens'],
  send: async ({ id }: { readonly id: string }, key: string): Promise<void> => {
    await api.POST('/api/tokens/{id}/revoke', { params: { path: { id } }, headers: commandHeaders(key) });
  },
});
