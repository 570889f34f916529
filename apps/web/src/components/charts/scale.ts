/** Round steps for an axis from 0: at most `count` steps of 1, 2 or 5 × 10ⁿ. */
export function axisTicks(max: number, count = 4): readonly number[] {
  if (max <= 0) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const last = Math.ceil(max / step);
  // Multiplied, not added up: 0.1 + 0.2 would label an axis 0.30000000000000004.
  return Array.from({ length: last + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Below nine tenths of the plan a month is marked ▼. Months without plan or actual are never behind. */
export function isBehind(actual: number | null, plan: number | null): boolean {
  return actual !== null && plan !== null && plan > 0 && actual < plan * 0.9;
}
