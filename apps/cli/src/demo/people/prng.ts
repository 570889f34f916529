/** Numbers in [0, 1) that depend on the seed alone. */
export type Rng = () => number;

/** A small generator (xorshift, 32 bits): the same seed gives the same numbers on every machine. */
export function seededRng(seed: number): Rng {
  // A state of 0 would stay 0 for ever, hence the last bit.
  let state = (Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) ^ (seed >>> 15)) | 1;
  const step = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // Near seeds begin with near states: the first steps spread them.
  for (let warmUp = 0; warmUp < 16; warmUp += 1) step();
  return () => step() / 0x1_0000_0000;
}

/** A whole number from `min` to `max`, both inclusive. */
export function wholeNumber(rng: Rng, min: number, max: number): number {
  return min + Math.floor(rng() * (max - min + 1));
}

/** @throws RangeError for an empty list. */
export function pick<T>(rng: Rng, list: readonly T[]): T {
  const item = list[wholeNumber(rng, 0, list.length - 1)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}

export function chance(rng: Rng, probability: number): boolean {
  return rng() < probability;
}
