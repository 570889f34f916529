import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type JobSearch = Schemas['JobSearchDto'];
export type Introduction = Schemas['IntroductionDto'];
export type IntroductionResult = Schemas['IntroductionResultDto'];
export type RegisterJobSeeker = Schemas['RegisterJobSeekerDto'];
export type Registration = Schemas['RegistrationDto'];

const JOB_SEARCH_KEY = ['job-search'] as const;

export function jobSearchQuery(clientId: string) {
  return queryOptions({
    queryKey: [...JOB_SEARCH_KEY, clientId],
    queryFn: ({ signal }): Promise<JobSearch> =>
      dataOf(api.GET('/api/clients/{id}/job-search', { params: { path: { id: clientId } }, signal })),
  });
}

interface OfClient<Body> {
  readonly clientId: string;
  readonly body: Body;
}

export const registerJobSeeker = command({
  spoils: ['job-search', 'clients', 'follow-ups', 'today'],
  send: async ({ clientId, body }: OfClient<Schemas['RegisterJobSeekerDto']>, key: string): Promise<Schemas['JobSearchWrittenDto']> => {
    return dataOf(api.POST('/api/clients/{id}/registrations', { params: { path: { id: clientId } }, body, headers: commandHeaders(key) }));
  },
});

export const introduceJob = command({
  spoils: ['job-search'],
  send: async ({ clientId, body }: OfClient<Schemas['IntroduceJobDto']>, key: string): Promise<Schemas['JobSearchWrittenDto']> => {
    return dataOf(
      api.POST('/api/clients/{id}/introductions', { params: { path: { id: clientId } }, body: withNumberNotes(body), headers: commandHeaders(key) }),
    );
  },
});

export const recordResult = command({
  spoils: ['job-search'],
  send: async ({ id, body }: { readonly id: string; readonly body: Schemas['IntroductionResultDto'] }, key: string): Promise<Schemas['IntroductionSettledDto']> => {
    return dataOf(api.POST('/api/introductions/{id}/result', { params: { path: { id } }, body, headers: commandHeaders(key) }));
  },
});
