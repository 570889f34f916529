import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type Placement = Schemas['PlacementDto'];
export type RetentionCheck = Schemas['RetentionCheckDto'];
export type RecordPlacement = Schemas['RecordPlacementDto'];
export type RecordRetention = Schemas['RecordRetentionDto'];

const PLACEMENTS_KEY = ['placements'] as const;

export function placementsQuery(clientId: string) {
  return queryOptions({
    queryKey: [...PLACEMENTS_KEY, clientId],
    queryFn: async ({ signal }): Promise<readonly Placement[]> =>
      (await dataOf(api.GET('/api/clients/{id}/placements', { params: { path: { id: clientId } }, signal }))).placements,
  });
}

export const recordPlacement = command({
  spoils: ['placements', 'job-search', 'clients', 'follow-ups', 'today', 'annual-plans'],
  send: async ({ clientId, body }: { readonly clientId: string; readonly body: RecordPlacement }, key: string): Promise<Schemas['PlacementWrittenDto']> => {
    return dataOf(
      api.POST('/api/clients/{id}/placements', { params: { path: { id: clientId } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});

export const confirmPlacement = command({
  spoils: ['placements', 'job-search', 'clients', 'follow-ups', 'today', 'annual-plans'],
  send: async ({ id, ...body }: { readonly id: string; readonly version: number; readonly confirmedOn: string }, key: string): Promise<Schemas['PlacementMovedDto']> => {
    return dataOf(api.POST('/api/placements/{id}/confirm', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const cancelPlacement = command({
  spoils: ['placements', 'job-search', 'clients', 'follow-ups', 'today', 'annual-plans'],
  send: async ({ id, ...body }: { readonly id: string; readonly version: number; readonly reason: string }, key: string): Promise<Schemas['PlacementMovedDto']> => {
    return dataOf(api.POST('/api/placements/{id}/cancel', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});

export const recordRetention = command({
  spoils: ['placements', 'clients', 'follow-ups', 'today'],
  send: async ({ id, body }: { readonly id: string; readonly body: RecordRetention }, key: string): Promise<Schemas['RetentionRecordedDto']> => {
    return dataOf(
      api.POST('/api/retention-checks/{id}/record', { params: { path: { id } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});
