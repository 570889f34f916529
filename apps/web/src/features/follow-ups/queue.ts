import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { followUpsQuery } from './api/follow-ups';
import type { FollowUpView } from './views';

/** From where in the queue a person's page was opened. Travels in the address: it names a view and an item, nobody. */
export interface QueuePlace {
  readonly queue: FollowUpView;
  readonly item: string;
}

/** Goes back to the queue and opens the item behind the one that was worked on, as the list stood when it was left. */
export function useNextInQueue(): (place: QueuePlace) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ queue, item }) => {
    const options = followUpsQuery(queue);
    const before = client.getQueryData(options.queryKey)?.pages ?? [];
    const known = before.flatMap((page) => page.items).map((one) => one.id);
    const behind = known.slice(known.indexOf(item) + 1);
    const fresh = await client.fetchInfiniteQuery({ ...options, pages: Math.max(1, before.length), staleTime: 0 });
    const left = fresh.pages.flatMap((page) => page.items).map((one) => one.id).filter((id) => id !== item);
    const next = behind.find((id) => left.includes(id)) ?? left[0];
    await navigate({ to: '/follow-ups', search: next === undefined ? { view: queue } : { view: queue, id: next } });
  };
}
