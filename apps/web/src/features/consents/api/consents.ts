import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';
import { saveAs } from '../../../lib/save-as';

type Schemas = components['schemas'];
export type Consent = Schemas['ConsentDto'];
export type ConsentForm = Schemas['ConsentFormDto'];
export type ConsentScope = Schemas['ConsentScopeDto'];
export type Rehearsal = Schemas['WithdrawalRehearsalDto'];

const CONSENTS_KEY = ['consents'] as const;

export const consentFormsQuery = queryOptions({
  queryKey: [...CONSENTS_KEY, 'forms'],
  queryFn: async ({ signal }): Promise<readonly ConsentForm[]> => (await dataOf(api.GET('/api/consents/forms', { signal }))).forms,
  staleTime: 10 * 60_000,
});

export function consentsQuery(clientId: string) {
  return queryOptions({
    queryKey: [...CONSENTS_KEY, 'of', clientId],
    queryFn: async ({ signal }): Promise<readonly Consent[]> =>
      (await dataOf(api.GET('/api/clients/{id}/consents', { params: { path: { id: clientId } }, signal }))).consents,
  });
}

/** What a withdrawal would do; asking changes nothing. */
export function rehearsalQuery(id: string) {
  return queryOptions({
    // Apart from the consents: after the withdrawal there is nothing left to rehearse.
    queryKey: ['withdrawal-rehearsal', id],
    queryFn: ({ signal }): Promise<Rehearsal> =>
      dataOf(api.GET('/api/consents/{id}/withdrawal-rehearsal', { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}

export const recordConsent = command({
  spoils: ['consents', 'withdrawal-rehearsal', 'clients', 'follow-ups', 'today'],
  send: async ({ clientId, body }: { readonly clientId: string; readonly body: Schemas['RecordConsentDto'] }, key: string): Promise<Schemas['ConsentSavedDto']> => {
    return dataOf(
      api.POST('/api/clients/{id}/consents', { params: { path: { id: clientId } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});

export const renewConsent = command({
  spoils: ['consents', 'withdrawal-rehearsal', 'clients', 'follow-ups', 'today'],
  send: async ({ id, body }: { readonly id: string; readonly body: Schemas['RenewConsentDto'] }, key: string): Promise<Schemas['ConsentSavedDto']> => {
    return dataOf(api.POST('/api/consents/{id}/renew', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const narrowConsent = command({
  spoils: ['consents', 'withdrawal-rehearsal', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: { readonly id: string; readonly body: Schemas['NarrowConsentDto'] }, key: string): Promise<Schemas['ConsentSavedDto']> => {
    return dataOf(api.POST('/api/consents/{id}/narrow', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

/** The scan travels as what it is, not as JSON. */
export const attachPaper = command({
  spoils: ['consents', 'follow-ups', 'today'],
  send: async ({ id, file }: { readonly id: string; readonly file: File }, key: string): Promise<Schemas['PaperAttachedDto']> => {
    return dataOf(
      api.PUT('/api/consents/{id}/paper', {
        params: { path: { id } },
        body: file as unknown as string,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { ...commandHeaders(key), 'content-type': file.type },
      }),
    );
  },
});

/** Fetched, not linked: the request carries the acting assignment. */
export async function openPaper(consent: Consent): Promise<void> {
  const { data } = await api.GET('/api/consents/{id}/paper', { params: { path: { id: consent.id } }, parseAs: 'blob' });
  const ending = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' }[consent.paper?.mediaType ?? 'application/pdf'];
  saveAs(data as unknown as Blob, `consent-${consent.givenOn}.${ending}`);
}

export const withdrawConsent = command({
  spoils: ['consents', 'withdrawal-rehearsal', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: { readonly id: string; readonly body: Schemas['WithdrawConsentDto'] }, key: string): Promise<Schemas['ConsentSavedDto']> => {
    return dataOf(
      api.POST('/api/consents/{id}/withdraw', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});
