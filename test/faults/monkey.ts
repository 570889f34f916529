import { pick, type Rng, wholeNumber } from '../../apps/cli/src/demo/people/prng';
import type { Driver } from './driver';
import { type Backend, type Fault, FAULTS, type Installation } from './installation';

/** How many commands are acknowledged between one strike and the next. */
export const BETWEEN_STRIKES = { least: 8, most: 30 } as const;

/** Every part once, some again, in an order that the seed decides. */
export function faultsOf(backend: Backend, rng: Rng, extra: number): readonly Fault[] {
  const kinds = FAULTS.filter((fault) => backend === 'redis' || !fault.startsWith('redis'));
  const wanted: Fault[] = [...kinds, ...Array.from({ length: extra }, () => pick(rng, kinds))];
  for (let last = wanted.length - 1; last > 0; last -= 1) {
    const other = wholeNumber(rng, 0, last);
    const [one, two] = [wanted[last], wanted[other]];
    if (one !== undefined && two !== undefined) [wanted[last], wanted[other]] = [two, one];
  }
  return wanted;
}

/**
 * Kills in the middle of the work: each fault strikes when the seed's number of further commands is acknowledged, with
 * others on their way, and one that concerns jobs when a message is in flight.
 */
export async function rampage(installation: Installation, driver: Driver, faults: readonly Fault[], rng: Rng): Promise<void> {
  for (const fault of faults) {
    await driver.reached(driver.ledger.length + wholeNumber(rng, BETWEEN_STRIKES.least, BETWEEN_STRIKES.most));
    if (fault !== 'api') await installation.messageInFlight();
    await installation.strike(fault);
  }
}
