import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';

type Schemas = components['schemas'];
export type Leaver = Schemas['LeaverDto'];
export type Holding = Schemas['HoldingDto'];
export type HeldItem = Schemas['HeldItemDto'];

const HANDOVERS_KEY = ['handovers'];

export const leaversQuery = queryOptions({
  queryKey: [...HANDOVERS_KEY, 'leavers'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/handovers', { signal }))).leavers,
});

export function holdingsQuery(staffId: string) {
  return queryOptions({
    queryKey: [...HANDOVERS_KEY, staffId],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/handovers/{id}', { params: { path: { id: staffId } }, signal }))).holdings,
  });
}

export type HandOver = Schemas['HandOverDto'] & { readonly from: string };

/** @returns how many things went over. */
export const handOver = command({
  spoils: ['handovers', 'clients', 'follow-ups', 'referrals', 'today', 'consultations'],
  send: async ({ from, ...body }: HandOver, key: string): Promise<number> => {
    return (await dataOf(api.POST('/api/handovers/{id}', { params: { path: { id: from } }, body, headers: commandHeaders(key) }))).handedOver;
  },
});
