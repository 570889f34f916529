import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';

type Schemas = components['schemas'];
export type OwnSession = Schemas['OwnSessionDto'];
export type Enrolment = Schemas['EnrolmentDto'];

export const OWN_SESSIONS_KEY = ['account', 'sessions'] as const;

/** Where one is signed in, this browser among them. */
export const ownSessionsQuery = queryOptions({
  queryKey: OWN_SESSIONS_KEY,
  queryFn: async ({ signal }): Promise<readonly OwnSession[]> => (await dataOf(api.GET('/api/session/list', { signal }))).sessions,
});

export async function endSession(id: string, key: string): Promise<void> {
  await api.DELETE('/api/session/list/{id}', { params: { path: { id } }, headers: commandHeaders(key) });
}

/** Ends every other session too. */
export async function changePassword(body: Schemas['ChangePasswordDto'], key: string): Promise<void> {
  await api.POST('/api/session/password', { body, headers: commandHeaders(key) });
}

/** @returns a shared secret; it counts only once a code of it was given to `confirmSecondFactor`. */
export async function offerSecondFactor(password: string, key: string): Promise<Enrolment> {
  return dataOf(api.POST('/api/session/second-factor', { body: { password }, headers: commandHeaders(key) }));
}

/** @returns the recovery codes; the server does not give them out again. */
export async function confirmSecondFactor(code: string, key: string): Promise<readonly string[]> {
  return (await dataOf(api.POST('/api/session/second-factor/confirm', { body: { code }, headers: commandHeaders(key) }))).codes;
}

export async function removeSecondFactor(password: string, key: string): Promise<void> {
  await api.POST('/api/session/second-factor/remove', { body: { password }, headers: commandHeaders(key) });
}
