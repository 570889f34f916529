import type { Sum } from './tables';

/** What a reader knows about a number that is not printed. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Everything that is public, and the true numbers behind it. */
export interface Puzzle {
  readonly truth: ReadonlyMap<string, number>;
  /** The numbers that are not public; every other one is known. */
  readonly unknown: ReadonlyMap<string, Bounds>;
  readonly sums: SumsOf;
}

/** A sum as what its parts and its total add to nothing: total −1, each part +1. */
type Balance = ReadonlyMap<string, number>;
export type SumsOf = ReadonlyMap<string, readonly Balance[]>;

/** A world that looks the same to the public: only what differs from the truth. */
export type World = ReadonlyMap<string, number>;

/** The sums by the quantities that stand in them. */
export function sumsByQuantity(sums: readonly Sum[]): SumsOf {
  const by = new Map<string, Balance[]>();
  for (const { total, parts } of sums) {
    const balance = new Map<string, number>();
    for (const [quantity, factor] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
      balance.set(quantity, (balance.get(quantity) ?? 0) + factor);
    }
    for (const quantity of balance.keys()) by.set(quantity, [...(by.get(quantity) ?? []), balance]);
  }
  return by;
}

/** Steps after which a world counts as not found. Then more is hidden than need be, never less. */
const EFFORT = 3_000;

/**
 * A world in which this number has that value and everything public is as it is. It starts from the truth, changes the one number,
 * and lets others give way until every sum is right again: first in the sum that has the fewest numbers that could.
 */
export function findWorld({ truth, unknown, sums }: Puzzle, quantity: string, value: number): World | undefined {
  const world = new Map<string, number>();
  const open = new Map<Balance, number>();
  let effort = EFFORT;

  const shift = (of: string, by: number): void => {
    for (const balance of sums.get(of) ?? []) {
      const left = (open.get(balance) ?? 0) + by * (balance.get(of) ?? 0);
      if (left === 0) open.delete(balance);
      else open.set(balance, left);
    }
  };

  const waysOut = (balance: Balance, left: number): [string, number][] => {
    const ways: [string, number][] = [];
    for (const [of, factor] of balance) {
      const bounds = unknown.get(of);
      const now = truth.get(of) ?? 0;
      if (bounds === undefined || world.has(of) || factor === 0) continue;
      const by = Math.min(Math.max(Math.trunc(-left / factor), bounds.least - now), bounds.most - now);
      if (by !== 0) ways.push([of, by]);
    }
    // What takes all of it and stands in few other sums is tried first.
    return ways.sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || (sums.get(a)?.length ?? 0) - (sums.get(b)?.length ?? 0));
  };

  const settle = (): boolean => {
    if (open.size === 0) return true;
    if (effort-- <= 0) return false;
    let fewest: [string, number][] | undefined;
    for (const [balance, left] of open) {
      const ways = waysOut(balance, left);
      if (ways.length === 0) return false;
      if (fewest === undefined || ways.length < fewest.length) fewest = ways;
    }
    for (const [of, by] of fewest ?? []) {
      world.set(of, (truth.get(of) ?? 0) + by);
      shift(of, by);
      if (settle()) return true;
      world.delete(of);
      shift(of, -by);
    }
    return false;
  };

  const bounds = unknown.get(quantity);
  if (bounds === undefined || value < bounds.least || value > bounds.most) return undefined;
  world.set(quantity, value);
  shift(quantity, value - (truth.get(quantity) ?? 0));
  return settle() ? world : undefined;
}
