import { setTimeout as delay } from 'node:timers/promises';

/** Whether the application at this address says that it can serve. */
export async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Asks until it is ready (true), or until `giveUp` says that it never will be (false). */
export async function waitUntilReady(address: string, giveUp: () => boolean): Promise<boolean> {
  while (!giveUp()) {
    if (await isReady(address)) return true;
    await delay(100);
  }
  return false;
}
