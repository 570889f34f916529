import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { ApiProblem } from '../../../lib/problem';

export type Session = components['schemas']['SessionDto'];
export type Assignment = components['schemas']['AssignmentDto'];

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await dataOf(api.GET('/api/session', { signal }));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  // Never read again behind the user's back: a "nobody" would take the screen and what is typed on it away. That the
  // session is over is learnt from the 401 of another call.
  staleTime: Infinity,
  refetchOnReconnect: false,
  refetchOnWindowFocus: false,
});

/** Who is signed in now, asked of the server. @throws ApiProblem 401 when nobody is. */
export function readSession(): Promise<Session> {
  return dataOf(api.GET('/api/session'));
}

/** `code` is asked for with the problem `second_factor_required`. */
export function signIn(credentials: { login: string; password: string; code?: string }): Promise<Session> {
  return dataOf(api.POST('/api/session', { body: credentials }));
}

export async function signOut(key: string): Promise<void> {
  await api.DELETE('/api/session', { headers: commandHeaders(key) });
}

export async function lockSession(): Promise<void> {
  await api.POST('/api/session/lock');
}

export async function unlockSession(password: string): Promise<void> {
  await api.POST('/api/session/unlock', { body: { password } });
}
