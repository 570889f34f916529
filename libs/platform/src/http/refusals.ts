import type { ActingRequest } from './actor';

/** A request of somebody signed in that was answered 403, or 404 where it named one record. */
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

/**
 * What of a refused request is kept: whoever asks for what the role may not do, or for a record that is not there or may
 * not be seen, which look alike. Not what is looked for without an id (an unsaved text), nor requests of nobody.
 */
export function refusalOf(request: ActingRequest, problem: { readonly code: string; readonly kind: string }): Refusal | undefined {
  const pattern = request.routeOptions.url;
  if (pattern === undefined || !request.proof) return undefined;
  const kept = problem.kind === 'forbidden' || (problem.kind === 'not_found' && request.ctx !== undefined && pattern.includes('/:id'));
  return kept ? { code: problem.code, method: request.method, route: pattern } : undefined;
}
