import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type Protection = Schemas['ProtectionDto'];
export type Release = Schemas['ReleaseDto'];
export type LocatingGroup = Schemas['AskReleaseDto']['itemGroups'][number];
export type Adversary = Schemas['AdversaryDto'];

const PROTECTION_KEY = ['protection'] as const;

export function protectionQuery(clientId: string) {
  return queryOptions({
    queryKey: [...PROTECTION_KEY, clientId],
    queryFn: ({ signal }): Promise<Schemas['ProtectionOfPersonDto']> =>
      dataOf(api.GET('/api/clients/{id}/protection', { params: { path: { id: clientId } }, signal })),
  });
}

interface To<B> {
  readonly id: string;
  readonly body: B;
}

export const recordProtection = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['RecordProtectionDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/clients/{id}/protection', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const renewProtection = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['RenewProtectionDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/renew', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const askEnd = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['AskEndDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/ask-end', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const confirmEnd = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['ConfirmDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/confirm-end', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const askProlonging = command({
  spoils: ['protection', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['AskProlongingDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/ask-prolonging', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const confirmProlonging = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['ConfirmDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/confirm-prolonging', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const nameAdversary = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['NameAdversaryDto']>, key: string): Promise<Schemas['ProtectionNamedDto']> => {
    return dataOf(api.POST('/api/protection/{id}/adversaries', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }));
  },
});

export const askRelease = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['AskReleaseDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(
      api.POST('/api/clients/{id}/protection-releases', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});

export const decideRelease = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['DecideReleaseDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection-releases/{id}/decide', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const revokeRelease = command({
  spoils: ['protection', 'clients', 'consultations', 'support-plans', 'job-search', 'placements', 'consents', 'referrals', 'onward-sharing', 'exports', 'follow-ups', 'today'],
  send: async ({ id, body }: To<Schemas['ConfirmDto']>, key: string): Promise<Schemas['ProtectionSavedDto']> => {
    return dataOf(api.POST('/api/protection-releases/{id}/revoke', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
