import { setTimeout } from 'node:timers/promises';

const LIMIT_MS = 20_000;
/** Long enough to leave the core to what is waited for. */
const PAUSE_MS = 10;

/** Asks again and again until there is an answer. @throws when there is none within twenty seconds. */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const until = performance.now() + LIMIT_MS;
  while (performance.now() < until) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(PAUSE_MS);
  }
  throw new Error('It did not happen within 20 seconds');
}
