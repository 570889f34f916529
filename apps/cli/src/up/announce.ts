import type { Environment } from '@madoguchi/platform';
import { demoAccounts } from '../steps';

export const say = (line: string): void => console.log(line);
export const sayMore = (line: string): void => console.log(`      ${line}`);

/** Says what is being done, and afterwards how long it took. */
export async function step<T>(number: number, title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  say(`[${number}/4] ${title}`);
  const result = await work();
  sayMore(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** The last thing a start says: where it is, and who can log in. */
export function announce(address: string, environment: Environment): void {
  say(`\nMadoguchi is ready: ${address}\n`);
  for (const account of demoAccounts(environment)) {
    say(`  ${account.login} / ${account.password}  ${account.office} ${account.role} ${account.name}`);
  }
}
