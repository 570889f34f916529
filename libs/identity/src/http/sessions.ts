import type { Request } from 'express';

/** Signs in under a new session id, so that a planted one is worth nothing; what the old session held is gone. */
export async function logIn(request: Request, staffId: string): Promise<void> {
  await settled((done) => request.logIn({ id: staffId }, done));
  await saveSession(request);
}

export async function saveSession(request: Request): Promise<void> {
  await settled((done) => request.session.save(done));
}

/** express-session and passport speak in callbacks. */
export function settled(work: (done: (error: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => work((error) => (error ? reject(error instanceof Error ? error : new Error('session failure')) : resolve())));
}
