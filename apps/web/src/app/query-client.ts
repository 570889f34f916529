import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../lib/problem';

/** Reads are tried again only when no answer came; what the server refused stays refused. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A closed network has no "online" of its own: always ask, and let the answer speak.
        networkMode: 'always',
        retry: (count, error) => count < 2 && error instanceof ApiProblem && error.outcomeUnknown,
      },
    },
  });
}
