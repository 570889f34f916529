import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './api.generated';
import { currentAssignmentId } from './assignment';
import { cover } from './lock';
import { networkProblem, problemFrom } from './problem';

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const unauthenticated = new Set<() => void>();

/** Called when an answer says that the session is over (not for the sign-in itself). */
export function onUnauthenticated(listener: () => void): () => void {
  unauthenticated.add(listener);
  return () => unauthenticated.delete(listener);
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    // A proxy's HTML page or an empty body: the status alone decides the words.
    return undefined;
  }
}

const madoguchi: Middleware = {
  onRequest({ request }) {
    const assignment = currentAssignmentId();
    if (assignment !== null) request.headers.set('x-assignment', assignment);
    // Commands sent through useCommand bring their own key; this one covers a call made once and never repeated.
    if (!SAFE_METHODS.has(request.method) && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID());
    }
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    const problem = problemFrom(response.status, await jsonOf(response.clone()), response.headers.get('retry-after'));
    // A wrong code of the second factor is refused with 401 too, and ends nothing.
    if (problem.status === 401 && schemaPath !== '/api/session' && problem.code !== 'wrong_code') {
      for (const listener of unauthenticated) listener();
    }
    // Locked in another tab, or for too long without a sign of life: the screen follows at once.
    if (problem.code === 'session_locked') cover();
    throw problem;
  },
  onError({ error }) {
    // An abort is ours (the screen went away): passed on as it is.
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return networkProblem();
  },
};

/** Typed client. Every failure is thrown as `ApiProblem`; wrap calls in `dataOf` to get the body. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(madoguchi);

/** Body of a successful call. */
export async function dataOf<T>(call: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** Headers of a command: its idempotency key, and the version the writer saw (stale writes are refused with 412). */
export function commandHeaders(key: string, version?: number): Record<string, string> {
  return version === undefined ? { 'idempotency-key': key } : { 'idempotency-key': key, 'if-match': `"${version}"` };
}
