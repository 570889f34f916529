import { type AnnualPlan, linesOf } from './plan';

export const FACTS = ['referral_sent', 'placement'] as const;
export type Fact = (typeof FACTS)[number];
export const COUNT_BASES = ['persons', 'events'] as const;
export type CountBasis = (typeof COUNT_BASES)[number];
export const DATE_BASES = ['sent_on', 'hired_on', 'confirmed_on'] as const;
export type DateBasis = (typeof DATE_BASES)[number];

/** How one part of a target line is counted from cases. Which routes count is each line's own question (空 = すべて). */
export interface ComputedLine {
  readonly lineKey: string;
  readonly part: number;
  readonly fact: Fact;
  readonly basis: CountBasis;
  readonly dateBasis: DateBasis;
  readonly routes: readonly string[];
}

/** The target of a part as a number, where the plan prints one. */
export function targetOf(plan: AnnualPlan, lineKey: string, part: number): number | null {
  const line = linesOf(plan).find((one) => one.key === lineKey);
  return line?.target.value.amounts[part] ?? null;
}
