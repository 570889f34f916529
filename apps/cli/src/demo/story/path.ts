import { pick, type Rng } from '../people/prng';

/** How far one person's story goes; together they reach every state of every record. */
export const PATHS = [
  'registered',
  'consented',
  'drafted',
  'submitted',
  'sent',
  'assigned',
  'returned',
  'declined',
  'recalled',
  'accepted',
  'searching',
  'introduced',
  'placed_unconfirmed',
  'placed',
  'left',
  'placed_twice',
  'placement_cancelled',
  'closed_retained',
  'closed_lost',
  'withdrawn',
  'withdrawn_after_placement',
] as const;
export type Path = (typeof PATHS)[number];

/** Most requests lead into work within months: the published plan counts 92 placements of 121 persons in a year. */
const USUAL: readonly Path[] = [
  'placed', 'placed', 'placed', 'placed', 'placed', 'placed', 'placed', 'placed', 'closed_retained', 'left', 'placed_twice',
  'searching', 'searching', 'introduced', 'accepted', 'closed_lost', 'declined', 'withdrawn', 'withdrawn_after_placement',
];

/** The first persons of a year take every path once; the rest are usual. */
export function pathOf(index: number, rng: Rng): Path {
  return PATHS[index] ?? usualPath(rng);
}

export function usualPath(rng: Rng): Path {
  return pick(rng, USUAL);
}

export function isReferred(path: Path): boolean {
  return !(['registered', 'consented', 'drafted', 'submitted'] as readonly Path[]).includes(path);
}

export function isPlaced(path: Path): boolean {
  return (['placed', 'left', 'placed_twice', 'placement_cancelled', 'closed_retained', 'withdrawn_after_placement', 'placed_unconfirmed'] as readonly Path[]).includes(path);
}
