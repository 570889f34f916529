import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type Token = Schemas['TokenDto'];
export type TokenAssignment = Schemas['TokenAssignmentDto'];
export type NewToken = Schemas['IssueTokenDto'];

export const TOKENS_KEY = ['admin', 'tokens'];

export const tokensQuery = queryOptions({
  queryKey: TOKENS_KEY,
  queryFn: async ({ signal }) => dataOf(api.GET('/api/tokens', { signal })),
});

/** @returns the token, shown this once; null when a repeated command finds it issued before. */
export async function issueToken(body: NewToken, key: string): Promise<string | null> {
  return (await dataOf(api.POST('/api/tokens', { body, headers: commandHeaders(key) }))).token;
}

export async function revokeToken({ id }: { readonly id: string }, key: string): Promise<void> {
  await api.POST('/api/tokens/{id}/revoke', { params: { path: { id } }, headers: commandHeaders(key) });
}
