import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type AskExceptional = Schemas['AskExceptionalDto'];
export type Exceptional = Schemas['ExceptionalDto'];
export type ExceptionalReceived = Schemas['ExceptionalReceivedDto'];

const EXCEPTIONAL_KEY = ['exceptional-access'] as const;

export const exceptionalQuery = queryOptions({
  queryKey: [...EXCEPTIONAL_KEY],
  queryFn: ({ signal }): Promise<Schemas['ExceptionalListDto']> => dataOf(api.GET('/api/exceptional-access', { signal })),
});

export const askExceptional = command({
  spoils: ['exceptional-access', 'clients', 'follow-ups', 'today'],
  send: async (body: Schemas['AskExceptionalDto'], key: string): Promise<Schemas['ExceptionalSavedDto']> => {
    return dataOf(api.POST('/api/exceptional-access', { body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

interface To<B> {
  readonly id: string;
  readonly body: B;
}

export const decideExceptional = command({
  spoils: ['exceptional-access', 'clients', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['DecideExceptionalDto']>, key: string): Promise<Schemas['ExceptionalSavedDto']> => {
    return dataOf(api.POST('/api/exceptional-access/{id}/decide', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const endExceptional = command({
  spoils: ['exceptional-access', 'clients', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['EndExceptionalDto']>, key: string): Promise<Schemas['ExceptionalSavedDto']> => {
    return dataOf(api.POST('/api/exceptional-access/{id}/end', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
