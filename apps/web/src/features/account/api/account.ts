import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';

type Schemas = components['schemas'];
export type OwnSession = Schemas['OwnSessionDto'];
export type Enrolment = Schemas['EnrolmentDto'];

const OWN_SESSIONS_KEY = ['own-sessions'] as const;

/** Where one is signed in, this browser among them. */
export const ownSessionsQuery = queryOptions({
  queryKey: OWN_SESSIONS_KEY,
  queryFn: async ({ signal }): Promise<readonly OwnSession[]> => (await dataOf(api.GET('/api/session/list', { signal }))).sessions,
});

export const endSession = command({
  spoils: ['own-sessions'],
  send: async ({ id, password }: { readonly id: string; readonly password?: string }, key: string): Promise<void> => {
    await api.POST('/api/session/list/{id}/end', { params: { path: { id } }, body: password === undefined ? {} : { password }, headers: commandHeaders(key) });
  },
});

/** Ends every other session too. */
export const changePassword = command({
  spoils: ['own-sessions'],
  send: async (body: Schemas['ChangePasswordDto'], key: string): Promise<void> => {
    await api.POST('/api/session/password', { body, headers: commandHeaders(key) });
  },
});

/** @returns a shared secret; it counts only once a code of it was given to `confirmSecondFactor`. */
export const offerSecondFactor = command({
  spoils: [],
  send: async (password: string, key: string): Promise<Enrolment> => {
    return dataOf(api.POST('/api/session/second-factor', { body: { password }, headers: commandHeaders(key) }));
  },
});

/** @returns the recovery codes; the server does not give them out again. */
export const confirmSecondFactor = command({
  spoils: [],
  send: async (code: string, key: string): Promise<readonly string[]> => {
    return (await dataOf(api.POST('/api/session/second-factor/confirm', { body: { code }, headers: commandHeaders(key) }))).codes;
  },
});

export const removeSecondFactor = command({
  spoils: [],
  send: async (password: string, key: string): Promise<void> => {
    await api.POST('/api/session/second-factor/remove', { body: { password }, headers: commandHeaders(key) });
  },
});
