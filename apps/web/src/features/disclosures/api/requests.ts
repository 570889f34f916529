import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type DisclosureRequest = Schemas['DisclosureRequestDto'];
export type ReviewItem = Schemas['DisclosureItemDto'];
export type RequesterKind = Schemas['RecordRequestDto']['requesterKind'];
export type Opened = Schemas['OpenedRequestDto'];
export type Pack = Schemas['DisclosurePackDto'];
export type Mark = Schemas['MarkItemDto']['mark'];
export type Saved = Schemas['RequestSavedDto'];

const REQUESTS_KEY = ['disclosure-requests'] as const;

export function requestsQuery(clientId: string) {
  return queryOptions({
    queryKey: [...REQUESTS_KEY, 'of', clientId],
    queryFn: ({ signal }): Promise<Schemas['DisclosureRequestListDto']> =>
      dataOf(api.GET('/api/clients/{id}/disclosure-requests', { params: { path: { id: clientId } }, signal })),
  });
}

export function requestQuery(id: string) {
  return queryOptions({
    queryKey: [...REQUESTS_KEY, 'one', id],
    queryFn: ({ signal }): Promise<Opened> => dataOf(api.GET('/api/disclosure-requests/{id}', { params: { path: { id } }, signal })),
  });
}

export function packQuery(id: string) {
  return queryOptions({
    queryKey: [...REQUESTS_KEY, 'pack', id],
    queryFn: ({ signal }): Promise<Pack> => dataOf(api.GET('/api/disclosure-requests/{id}/pack', { params: { path: { id } }, signal })),
  });
}

interface To<B> {
  readonly id: string;
  readonly body: B;
}

export const recordRequest = command({
  spoils: ['disclosure-requests', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['RecordRequestDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/clients/{id}/disclosure-requests', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export type RequestStep = 'ask_correction' | 'end_correction' | 'extend' | 'deliver' | 'withdraw';

interface TakenStep {
  readonly id: string;
  readonly version: number;
  readonly step: RequestStep;
  readonly day: string;
  readonly text: string;
  readonly days: number;
}

export const takeStep = command({
  spoils: ['disclosure-requests', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, version, step, day, text, days }: TakenStep, key: string): Promise<Saved> => {
    const to = { params: { path: { id } }, headers: commandHeaders(key) };
    switch (step) {
      case 'ask_correction':
        return dataOf(api.POST('/api/disclosure-requests/{id}/ask-correction', { ...to, body: withNumberNotes({ version, askedOn: day, note: text }) }));
      case 'end_correction':
        return dataOf(api.POST('/api/disclosure-requests/{id}/end-correction', { ...to, body: { version, correctedOn: day } }));
      case 'extend':
        return dataOf(api.POST('/api/disclosure-requests/{id}/extend', { ...to, body: withNumberNotes({ version, days, reason: text, noticedOn: day }) }));
      case 'deliver':
        return dataOf(api.POST('/api/disclosure-requests/{id}/deliver', { ...to, body: { version, deliveredOn: day } }));
      case 'withdraw':
        return dataOf(api.POST('/api/disclosure-requests/{id}/withdraw', { ...to, body: { version, withdrawnOn: day } }));
    }
  },
});

export const beginReview = command({
  spoils: ['disclosure-requests', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['RequestVersionDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/disclosure-requests/{id}/begin-review', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const decideRequest = command({
  spoils: ['disclosure-requests', 'disclosures', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['DecideRequestDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/disclosure-requests/{id}/decide', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const markItem = command({
  spoils: ['disclosure-requests'],
  send: async ({ id, body }: To<Schemas['MarkItemDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/disclosure-items/{id}/mark', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const consultHolder = command({
  spoils: ['disclosure-requests'],
  send: async ({ id, body }: To<Schemas['ConsultHolderDto']>, key: string): Promise<Saved> => {
    return dataOf(api.POST('/api/disclosure-items/{id}/consult', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
