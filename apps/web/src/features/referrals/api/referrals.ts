import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type ReferralItem = Schemas['ReferralItemDto'];
export type Referral = Schemas['ReferralDto'];
export type ReferralPart = Schemas['ReferralPartDto'];
export type Box = 'received' | 'sent';
/** waiting: somebody owes a move; open: also what is being supported. */
export type BoxState = 'waiting' | 'open' | 'all';

const REFERRALS_KEY = ['referrals'] as const;

export function boxQuery(box: Box, state: BoxState) {
  return infiniteQueryOptions({
    queryKey: [...REFERRALS_KEY, 'box', box, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Schemas['ReferralPageDto']> =>
      dataOf(
        api.GET('/api/referrals', {
          params: { query: pageParam === undefined ? { box, state } : { box, state, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function referralQuery(id: string) {
  return queryOptions({
    queryKey: [...REFERRALS_KEY, 'one', id],
    queryFn: ({ signal }): Promise<Referral> => dataOf(api.GET('/api/referrals/{id}', { params: { path: { id } }, signal })),
  });
}

export function clientReferralsQuery(clientId: string) {
  return queryOptions({
    queryKey: [...REFERRALS_KEY, 'of', clientId],
    queryFn: async ({ signal }): Promise<readonly ReferralItem[]> =>
      (await dataOf(api.GET('/api/clients/{id}/referrals', { params: { path: { id: clientId } }, signal }))).items,
  });
}
