import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';

export type Today = components['schemas']['TodayDto'];

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }): Promise<Today> => dataOf(api.GET('/api/today', { signal })),
  refetchInterval: 60_000,
});

/** Puts a reminder away; the due item itself stays. */
export const seeReminder = command({
  spoils: ['today'],
  send: async (id: string, key: string): Promise<void> => {
    await api.POST('/api/today/reminders/{id}/seen', { params: { path: { id } }, headers: commandHeaders(key) });
  },
});
