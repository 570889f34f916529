import { queryOptions } from '@tanstack/react-query';
import { api, commandHeaders, dataOf } from '../../../lib/api-client';
import type { components } from '../../../lib/api.generated';
import { command } from '../../../lib/command';
import { withNumberNotes } from '../../../lib/number-notes';

type Schemas = components['schemas'];
export type SupportPlan = Schemas['SupportPlanDto'];
export type WriteSupportPlan = Schemas['WriteSupportPlanDto'];

const SUPPORT_PLANS_KEY = ['support-plans'] as const;

export function supportPlansQuery(clientId: string) {
  return queryOptions({
    queryKey: [...SUPPORT_PLANS_KEY, clientId],
    queryFn: async ({ signal }): Promise<readonly SupportPlan[]> =>
      (await dataOf(api.GET('/api/clients/{id}/support-plans', { params: { path: { id: clientId } }, signal }))).plans,
  });
}

export const writeSupportPlan = command({
  spoils: ['support-plans', 'follow-ups', 'today'],
  send: async ({ clientId, body }: { readonly clientId: string; readonly body: WriteSupportPlan }, key: string): Promise<Schemas['PlanWrittenDto']> => {
    const noted = {
      ...withNumberNotes(body),
      goals: body.goals.map((goal, index) => withNumberNotes(goal, `goals.${index}.`)),
      members: body.members.map((member, index) => withNumberNotes(member, `members.${index}.`)),
    };
    return dataOf(
      api.POST('/api/clients/{id}/support-plans', { params: { path: { id: clientId } }, body: noted, headers: commandHeaders(key) }),
    );
  },
});

export interface PlanMove {
  readonly id: string;
  readonly version: number;
  readonly move: 'agree' | 'approve' | 'evaluate';
  /** Day of the agreement or the decision. */
  readonly on: string;
}

export const movePlan = command({
  spoils: ['support-plans', 'follow-ups', 'today'],
  send: async ({ id, version, move, on }: PlanMove, key: string): Promise<Schemas['PlanMovedDto']> => {
    const common = { params: { path: { id } }, headers: commandHeaders(key) };
    switch (move) {
      case 'agree':
        return dataOf(api.POST('/api/support-plans/{id}/agree', { ...common, body: { version, agreedOn: on } }));
      case 'approve':
        return dataOf(api.POST('/api/support-plans/{id}/approve', { ...common, body: { version, approvedOn: on } }));
      case 'evaluate':
        return dataOf(api.POST('/api/support-plans/{id}/evaluate', { ...common, body: { version } }));
    }
  },
});
