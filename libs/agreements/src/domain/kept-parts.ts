import { linesOf } from './plan';
import type { PlanFile } from './plan-file/plan-file';

/**
 * A part's name over the editions of a plan is its line's key and its place in the line: what was reported hangs on it.
 * @returns words of the first part that has a report and that the next edition has lost or put elsewhere
 */
export function keptParts(before: PlanFile, after: PlanFile, reported: readonly { readonly lineKey: string; readonly part: number }[]): string | undefined {
  const keyOf = (plan: PlanFile, lineKey: string, part: number): string | undefined => linesOf(plan).find((line) => line.key === lineKey)?.parts[part]?.key;
  for (const { lineKey, part } of reported) {
    const key = keyOf(before, lineKey, part);
    if (key === undefined || keyOf(after, lineKey, part) === key) continue;
    return linesOf(before).find((line) => line.key === lineKey)?.label ?? lineKey;
  }
  return undefined;
}
