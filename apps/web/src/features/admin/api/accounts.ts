import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type Account = Schemas['AccountDto'];
export type AccountAssignment = Schemas['AccountAssignmentDto'];
export type NewAccount = Schemas['AddAccountDto'];
export type NewAssignment = Schemas['AddAssignmentDto'];
export type Transfers = Schemas['TransfersDto'];
/** Shown once. */
export type InitialPassword = Schemas['InitialPasswordDto'];

export const ACCOUNTS_KEY = ['admin', 'accounts'];

export const accountsQuery = queryOptions({
  queryKey: ACCOUNTS_KEY,
  queryFn: async ({ signal }) => dataOf(api.GET('/api/accounts', { signal })),
});

export function addAccount(account: NewAccount, key: string): Promise<InitialPassword> {
  return dataOf(api.POST('/api/accounts', { body: account, headers: commandHeaders(key) }));
}

export function issuePassword({ id }: { readonly id: string }, key: string): Promise<InitialPassword> {
  return dataOf(api.POST('/api/accounts/{id}/password', { params: { path: { id } }, headers: commandHeaders(key) }));
}

export async function switchAccount({ id, on }: { readonly id: string; readonly on: boolean }, key: string): Promise<void> {
  const request = { params: { path: { id } }, headers: commandHeaders(key) };
  if (on) await api.POST('/api/accounts/{id}/enable', request);
  else await api.POST('/api/accounts/{id}/disable', request);
}

/** Without a subject: linked to nobody any more. */
export async function linkProvider({ id, subject }: { readonly id: string; readonly subject?: string }, key: string): Promise<void> {
  await api.PUT('/api/accounts/{id}/provider', {
    params: { path: { id } },
    body: subject === undefined ? {} : { subject },
    headers: commandHeaders(key),
  });
}

export async function addAssignment({ id, ...body }: NewAssignment & { readonly id: string }, key: string): Promise<void> {
  await api.POST('/api/accounts/{id}/assignments', { params: { path: { id } }, body, headers: commandHeaders(key) });
}

/** Without a last day: a planned end is taken back. */
export async function endAssignment({ id, lastDay }: { readonly id: string; readonly lastDay?: string }, key: string): Promise<void> {
  await api.POST('/api/assignments/{id}/end', {
    params: { path: { id } },
    body: lastDay === undefined ? {} : { lastDay },
    headers: commandHeaders(key),
  });
}

export async function cancelAssignment({ id }: { readonly id: string }, key: string): Promise<void> {
  await api.POST('/api/assignments/{id}/cancel', { params: { path: { id } }, headers: commandHeaders(key) });
}

export async function planTransfers(body: Transfers, key: string): Promise<void> {
  await api.POST('/api/transfers', { body, headers: commandHeaders(key) });
}
