import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one order of the rooms. boundaries.mjs is a module of another kind; its array is read from its text. */
export function roomsOf(root: string): readonly string[] {
  const list = /export const ROOMS = \[([^\]]*)\]/.exec(readFileSync(join(root, 'boundaries.mjs'), 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
}
