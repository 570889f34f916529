import type { DateBasis, Fact } from './facts';

export const COUNT_BASES = ['persons', 'events'] as const;
export type CountBasis = (typeof COUNT_BASES)[number];

/** How one part of a target line is counted from cases. Which routes count is each line's own question (空 = すべて). */
export interface PlanLine {
  readonly lineKey: string;
  readonly part: number;
  readonly fact: Fact;
  readonly basis: CountBasis;
  readonly dateBasis: DateBasis;
  readonly routes: readonly string[];
}
