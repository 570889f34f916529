import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type DisclosureRequest = Schemas['DisclosureRequestDto'];
export type ReviewItem = Schemas['DisclosureItemDto'];
export type RequesterKind = Schemas['RecordRequestDto']['requesterKind'];
export type Opened = Schemas['OpenedRequestDto'];
export type Pack = Schemas['DisclosurePackDto'];
export type Mark = Schemas['MarkItemDto']['mark'];
export type Saved = Schemas['RequestSavedDto'];

export const REQUESTS_KEY = ['disclosure-requests'] as const;
/** What a step of a request changes on the screen. */
export const REQUEST_CHANGES = [REQUESTS_KEY, ['disclosures'], ['follow-ups'], ['today']] as const;

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

export async function recordRequest({ id, body }: To<Schemas['RecordRequestDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/clients/{id}/disclosure-requests', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
}

export async function askCorrection({ id, body }: To<Schemas['AskCorrectionDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/ask-correction', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
}

export async function endCorrection({ id, body }: To<Schemas['EndCorrectionDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/end-correction', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function extendRequest({ id, body }: To<Schemas['ExtendRequestDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/extend', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
}

export async function beginReview({ id, body }: To<Schemas['RequestVersionDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/begin-review', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function decideRequest({ id, body }: To<Schemas['DecideRequestDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/decide', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
}

export async function handOver({ id, body }: To<Schemas['RecordHandOverDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/hand-over', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function withdrawRequest({ id, body }: To<Schemas['WithdrawRequestDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-requests/{id}/withdraw', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function markItem({ id, body }: To<Schemas['MarkItemDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-items/{id}/mark', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}

export async function consultHolder({ id, body }: To<Schemas['ConsultHolderDto']>, key: string): Promise<Saved> {
  return dataOf(api.POST('/api/disclosure-items/{id}/consult', { params: { path: { id } }, body, headers: commandHeaders(key) }));
}
