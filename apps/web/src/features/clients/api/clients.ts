import { type HeldName, heldPath } from '@madoguchi/clients/records';
import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { plainContact } from '../../../lib/contact-text';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type Hit = Schemas['HitDto'];
export type ClientPage = Schemas['ClientPageDto'];
export type RegisterClient = Schemas['RegisterClientDto'];

const CLIENTS_KEY = ['clients'] as const;

/** Ranked hits. Travels as POST: what is searched for must not stand in an address. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: [...CLIENTS_KEY, 'search', text],
    queryFn: ({ signal }): Promise<Schemas['SearchAnswerDto']> =>
      dataOf(api.POST('/api/clients/search', { body: { text }, signal })),
    enabled: text.trim() !== '',
    gcTime: 60_000,
  });
}

export function duplicatesQuery(input: { readonly familyKana: string; readonly givenKana: string; readonly birthDate: string }) {
  const { familyKana, givenKana, birthDate } = input;
  return queryOptions({
    queryKey: [...CLIENTS_KEY, 'duplicates', familyKana, givenKana, birthDate],
    queryFn: async ({ signal }): Promise<readonly Hit[]> => {
      const body = { familyKana, birthDate, ...(givenKana === '' ? {} : { givenKana }) };
      return (await dataOf(api.POST('/api/clients/duplicates', { body, signal }))).candidates;
    },
    enabled: familyKana !== '' && birthDate !== '',
    gcTime: 60_000,
  });
}

export const registerClient = command({
  spoils: ['clients', 'today'],
  send: async (body: RegisterClient, key: string): Promise<Schemas['RegisteredDto']> => {
    return dataOf(api.POST('/api/clients', { body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export function clientQuery(id: string) {
  return queryOptions({
    queryKey: [...CLIENTS_KEY, 'page', id],
    queryFn: ({ signal }): Promise<ClientPage> => dataOf(api.GET('/api/clients/{id}', { params: { path: { id } }, signal })),
  });
}

/** Says that the page is open here; told who else of the office has it open, and a word that changes when what is open changes. */
export function presenceQuery(id: string) {
  return queryOptions({
    queryKey: ['presence', id],
    queryFn: async ({ signal }): Promise<{ readonly others: readonly string[]; readonly revision: string }> => {
      const answer = await dataOf(api.POST('/api/clients/{id}/presence', { params: { path: { id } }, signal }));
      return { others: answer.others.map((other) => other.name), revision: answer.revision };
    },
    refetchInterval: 4_000,
    gcTime: 0,
  });
}

interface OfClient<Body> {
  readonly id: string;
  readonly body: Body;
}

/** Path and body of an edit follow from the record's description, here as in the API. */
export const editHeld = command({
  spoils: ['clients'],
  send: async ({ id, name, body }: OfClient<object> & { readonly name: HeldName }, key: string): Promise<Schemas['SavedDto']> => {
    const typed = plainContact(body as Schemas['EditContactDto']);
    const path = `/api/clients/{id}/${heldPath(name)}` as '/api/clients/{id}/contact';
    return dataOf(api.PUT(path, { params: { path: { id } }, body: withNumberNotes(typed), headers: commandHeaders(key) }));
  },
});

export const closeCase = command({
  spoils: ['clients', 'follow-ups', 'today'],
  send: async ({ id, body }: OfClient<Schemas['CloseCaseDto']>, key: string): Promise<Schemas['SavedDto']> => {
    return dataOf(api.POST('/api/clients/{id}/case/close', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const reopenCase = command({
  spoils: ['clients', 'follow-ups', 'today'],
  send: async ({ id, body }: OfClient<Schemas['ReopenCaseDto']>, key: string): Promise<Schemas['SavedDto']> => {
    return dataOf(api.POST('/api/clients/{id}/case/reopen', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const changeWelfareStatus = command({
  spoils: ['clients'],
  send: async ({ id, body }: OfClient<Schemas['WelfareStatusDto']>, key: string): Promise<Schemas['SavedDto']> => {
    return dataOf(api.POST('/api/clients/{id}/welfare-status', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
