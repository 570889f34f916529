/** What is made of measured numbers. */

export const round = (value, digits = 2) => Number(value.toFixed(digits));

export const median = (values) => percentile(values, 0.5);

export function percentile(values, share) {
  const order = [...values].sort((one, other) => one - other);
  return order[Math.min(order.length - 1, Math.floor(order.length * share))] ?? Number.NaN;
}

/** Documents of one shape as one: every number is the median; one that is missing counts as none. */
export function medians(documents) {
  const known = documents.filter((one) => one !== undefined);
  if (typeof known[0] === 'number') return median(documents.map((one) => one ?? 0));
  if (typeof known[0] !== 'object' || known[0] === null) return known[0];
  const keys = [...new Set(known.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(keys.map((key) => [key, medians(documents.map((one) => one?.[key]))]));
}

/**
 * Several measurings of one thing: the medians, and between which figures the ratios lay.
 * @param {readonly { ratio: Record<string, number> }[]} measured
 */
export function together(measured) {
  const lay = (name) => {
    const values = measured.map(({ ratio }) => ratio[name]);
    return [Math.min(...values), Math.max(...values)];
  };
  return { ...medians(measured), spread: Object.fromEntries(Object.keys(measured[0].ratio).map((name) => [name, lay(name)])) };
}
