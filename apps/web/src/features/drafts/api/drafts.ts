import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../lib/api-client';
import { ApiProblem } from '../../../lib/problem';

/** A correction names the line that it puts right: several may be under way for one person. */
export type DraftKind = 'intake' | 'consultation' | 'support-plan' | 'referral' | `correction-${string}`;

export const DRAFTS_KEY = ['drafts'] as const;

/** The draft of one form, null when there is none. Read anew each time the form is opened. */
export function draftQuery(kind: DraftKind, subject: string) {
  return queryOptions({
    queryKey: [...DRAFTS_KEY, kind, subject],
    queryFn: async ({ signal }): Promise<Readonly<Record<string, unknown>> | null> => {
      // Asked for by the list first: most forms have no draft, and that is no failure.
      const { drafts } = await dataOf(api.GET('/api/drafts', { signal }));
      if (!drafts.some((draft) => draft.kind === kind && draft.subject === subject)) return null;
      try {
        const draft = await dataOf(api.GET('/api/drafts/{kind}/{subject}', { params: { path: { kind, subject } }, signal }));
        return draft.body;
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    gcTime: 0,
  });
}

export async function saveDraft(kind: DraftKind, subject: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  await api.PUT('/api/drafts/{kind}/{subject}', { params: { path: { kind, subject } }, body: { body } });
}

export async function deleteDraft(kind: DraftKind, subject: string): Promise<void> {
  await api.DELETE('/api/drafts/{kind}/{subject}', { params: { path: { kind, subject } } });
}
