import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { presenceQuery } from '../api/clients';
import { ja } from '../ja';

/** Who else of the office has this page open: told before anything is typed, not after it was saved. */
export function PresenceLine({ clientId }: { readonly clientId: string }): ReactNode {
  const { data = [] } = useQuery(presenceQuery(clientId));
  return (
    <p role="status" className={data.length === 0 ? 'sr-only' : 'bg-yellow-50 px-4 py-1 text-sm'}>
      {data.length > 0 && ja.alsoHere(data)}
    </p>
  );
}
