import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { isRefused } from '../../../lib/problem';
import { presenceQuery } from '../api/clients';
import { ja } from '../ja';

/**
 * Who else of the office has this page open: told before anything is typed, not after it was saved. And when a withdrawal, a
 * measure or a change of office closes something of the person meanwhile, all that is on the screen is read again.
 */
export function PresenceLine({ clientId }: { readonly clientId: string }): ReactNode {
  const client = useQueryClient();
  const { data, error } = useQuery(presenceQuery(clientId));
  const revision = isRefused(error) ? 'closed' : data?.revision;
  const last = useRef<string>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = revision;
    if (revision === 'closed' || (before !== undefined && revision !== undefined && before !== revision)) void client.invalidateQueries();
  }, [client, revision]);
  const others = data?.others ?? [];
  return (
    <p role="status" className={others.length === 0 ? 'sr-only' : 'bg-yellow-50 px-4 py-1 text-sm'}>
      {others.length > 0 && ja.alsoHere(others)}
    </p>
  );
}
