import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import type { FollowUpView } from '../views';

export type FollowUp = components['schemas']['FollowUpDto'];
export type FollowUpPage = components['schemas']['FollowUpPageDto'];

const FOLLOW_UPS_KEY = ['follow-ups'] as const;

export function followUpsQuery(view: FollowUpView) {
  return infiniteQueryOptions({
    queryKey: [...FOLLOW_UPS_KEY, view],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<FollowUpPage> =>
      dataOf(
        api.GET('/api/follow-ups', {
          params: { query: pageParam === undefined ? { view } : { view, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export interface FollowUpRef {
  readonly id: string;
  readonly version: number;
}

export const reassignFollowUp = command({
  spoils: ['follow-ups', 'today'],
  send: async (input: FollowUpRef & { readonly staffId: string }, key: string): Promise<FollowUpRef> => {
    const { id, ...body } = input;
    return dataOf(api.POST('/api/follow-ups/{id}/reassign', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const postponeFollowUp = command({
  spoils: ['follow-ups', 'today'],
  send: async (input: FollowUpRef & { readonly dueOn: string }, key: string): Promise<FollowUpRef> => {
    const { id, ...body } = input;
    return dataOf(api.POST('/api/follow-ups/{id}/postpone', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const finishFollowUp = command({
  spoils: ['follow-ups', 'today'],
  send: async ({ id, version }: FollowUpRef, key: string): Promise<FollowUpRef> => {
    return dataOf(api.POST('/api/follow-ups/{id}/done', { params: { path: { id } }, body: { version }, headers: commandHeaders(key) }));
  },
});
