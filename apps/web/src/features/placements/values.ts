import { PLACEMENT_ENTRY } from '@madoguchi/placements/records';
import { todayEntry } from '../../lib/dates';
import { type FormValues, valuesOf } from '../../lib/record-values';
import type { Introduction } from '../job-search/api/job-search';

export type PlacementValues = FormValues<typeof PLACEMENT_ENTRY.fields>;

/** From the newest 採用, where the office has one; it came by the own office's introduction. */
export function freshPlacement(hired: Introduction | undefined, ownIntroduction: string): PlacementValues {
  const { id: introductionId, introducedOn, employerName, occupation } = hired ?? {};
  const route = hired === undefined ? '' : ownIntroduction;
  return { ...valuesOf(PLACEMENT_ENTRY, { introductionId, introducedOn, employerName, occupation, route }), hiredOn: todayEntry() };
}
