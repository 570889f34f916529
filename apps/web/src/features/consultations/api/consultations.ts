import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type Consultation = Schemas['ConsultationDto'];
export type RecordConsultation = Schemas['RecordConsultationDto'];

const CONSULTATIONS_KEY = ['consultations'] as const;

/** Newest first; own ones and those that consent opens. */
export function consultationsQuery(clientId: string) {
  return queryOptions({
    queryKey: [...CONSULTATIONS_KEY, clientId],
    queryFn: async ({ signal }): Promise<readonly Consultation[]> =>
      (await dataOf(api.GET('/api/clients/{id}/consultations', { params: { path: { id: clientId } }, signal }))).items,
  });
}

export const recordConsultation = command({
  spoils: ['consultations', 'follow-ups', 'today'],
  send: async ({ clientId, body }: { readonly clientId: string; readonly body: RecordConsultation }, key: string): Promise<Schemas['ConsultationRecordedDto']> => {
    const noted = { ...withNumberNotes(body), ...(body.next ? { next: withNumberNotes(body.next, 'next.') } : {}) };
    return dataOf(
      api.POST('/api/clients/{id}/consultations', { params: { path: { id: clientId } }, body: noted, headers: commandHeaders(key) }),
    );
  },
});

export const settleAppointment = command({
  spoils: ['consultations', 'follow-ups', 'today'],
  send: async ({ id, ...body }: { readonly id: string; readonly version: number; readonly status: Schemas['AppointmentOutcomeDto']['status'] }, key: string): Promise<Schemas['AppointmentSettledDto']> => {
    return dataOf(api.POST('/api/appointments/{id}/outcome', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
