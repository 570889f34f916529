import type { ActingRequest } from './actor';

/** A request that was answered 403 or 429, or 404 where it named one record. */
export interface Refusal {
  readonly code: string;
  readonly method: string;
  /** As declared, without the ids that stood in the address. */
  readonly route: string;
}

/** Who keeps refusals. A later room does; a process without one keeps none. */
export interface RefusalKeeper {
  keep(request: ActingRequest, refusal: Refusal): Promise<void>;
}

export const REFUSAL_KEEPER = Symbol('RefusalKeeper');

/** Recorded by the rule that refused, with more than a code. */
const RECORDED: ReadonlySet<string> = new Set(['provider_other_person']);

/**
 * What of a refused request is kept, whether anybody is known or not: whoever asks for what the role may not do, tries on when
 * told to wait, comes from another site, or asks for a record that is not there or may not be seen, which look alike. Not what
 * is looked for without an id (an unsaved text).
 */
export function refusalOf(request: ActingRequest, problem: { readonly code: string; readonly kind: string }): Refusal | undefined {
  const pattern = request.routeOptions.url ?? 'unmatched';
  const kept =
    problem.kind === 'forbidden' || problem.kind === 'too_many' || (problem.kind === 'not_found' && request.ctx !== undefined && pattern.includes('/:id'));
  return kept && !RECORDED.has(problem.code) ? { code: problem.code, method: request.method, route: pattern } : undefined;
}
