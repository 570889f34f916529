import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';

type Schemas = components['schemas'];
export type Account = Schemas['AccountDto'];
export type AccountAssignment = Schemas['AccountAssignmentDto'];
export type NewAccount = Schemas['AddAccountDto'];
export type NewAssignment = Schemas['AddAssignmentDto'];
export type Transfers = Schemas['TransfersDto'];
/** Shown once. */
export type InitialPassword = Schemas['InitialPasswordDto'];

const ACCOUNTS_KEY = ['accounts'] as const;

export const accountsQuery = queryOptions({
  queryKey: ACCOUNTS_KEY,
  queryFn: async ({ signal }) => dataOf(api.GET('/api/accounts', { signal })),
});

export const addAccount = command({
  spoils: ['accounts', 'tokens'],
  send: (account: NewAccount, key: string): Promise<InitialPassword> => {
    return dataOf(api.POST('/api/accounts', { body: account, headers: commandHeaders(key) }));
  },
});

export const issuePassword = command({
  spoils: ['accounts'],
  send: ({ id }: { readonly id: string }, key: string): Promise<InitialPassword> => {
    return dataOf(api.POST('/api/accounts/{id}/password', { params: { path: { id } }, headers: commandHeaders(key) }));
  },
});

export const switchAccount = command({
  spoils: ['accounts'],
  send: async ({ id, on }: { readonly id: string; readonly on: boolean }, key: string): Promise<void> => {
    const request = { params: { path: { id } }, headers: commandHeaders(key) };
    if (on) await api.POST('/api/accounts/{id}/enable', request);
    else await api.POST('/api/accounts/{id}/disable', request);
  },
});

/** Without a subject: linked to nobody any more. */
export const linkProvider = command({
  spoils: ['accounts'],
  send: async ({ id, subject }: { readonly id: string; readonly subject?: string }, key: string): Promise<void> => {
    await api.PUT('/api/accounts/{id}/provider', {
      params: { path: { id } },
      body: subject === undefined ? {} : { subject },
      headers: commandHeaders(key),
    });
  },
});

export const addAssignment = command({
  spoils: ['accounts', 'handovers', 'offices'],
  send: async ({ id, ...body }: NewAssignment & { readonly id: string }, key: string): Promise<void> => {
    await api.POST('/api/accounts/{id}/assignments', { params: { path: { id } }, body, headers: commandHeaders(key) });
  },
});

/** Without a last day: a planned end is taken back. */
export const endAssignment = command({
  spoils: ['accounts', 'handovers', 'offices'],
  send: async ({ id, lastDay }: { readonly id: string; readonly lastDay?: string }, key: string): Promise<void> => {
    await api.POST('/api/assignments/{id}/end', {
      params: { path: { id } },
      body: lastDay === undefined ? {} : { lastDay },
      headers: commandHeaders(key),
    });
  },
});

export const cancelAssignment = command({
  spoils: ['accounts', 'handovers', 'offices'],
  send: async ({ id }: { readonly id: string }, key: string): Promise<void> => {
    await api.POST('/api/assignments/{id}/cancel', { params: { path: { id } }, headers: commandHeaders(key) });
  },
});

export const planTransfers = command({
  spoils: ['accounts', 'handovers', 'offices'],
  send: async (body: Transfers, key: string): Promise<void> => {
    await api.POST('/api/transfers', { body, headers: commandHeaders(key) });
  },
});
