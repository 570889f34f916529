/** Pure matching of pressed keys against bindings such as `/`, `g f`, `Control+Enter`. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Combinations that no browser in use takes; everything else with a modifier is left to the browser. */
const OWN_COMBINATIONS: ReadonlySet<string> = new Set(['Control+Enter', 'Control+z', 'Control+Alt+l']);

/** `G` and `g` are one key, also under Caps Lock. */
export function keyName(press: KeyPress): string {
  const name = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const modifiers = [press.ctrlKey || press.metaKey ? 'Control+' : '', press.altKey ? 'Alt+' : ''].join('');
  return modifiers + name;
}

export function isSingleCharacter(keys: string): boolean {
  return !keys.includes('+');
}

/** @throws Error for a combination that belongs to the browser: a mistake of the programmer. */
export function assertOwnKeys(keys: string): void {
  for (const step of keys.split(' ')) {
    if (step.includes('+') && !OWN_COMBINATIONS.has(step)) throw new Error(`"${step}" belongs to the browser`);
  }
}

export type Match<T> =
  | { readonly kind: 'run'; readonly binding: T }
  | { readonly kind: 'wait'; readonly pressed: string }
  | { readonly kind: 'none' };

/**
 * One step of a sequence. There is no clock in it: a fast typist's `G F` and a slow one's are the same.
 * @param pending keys already pressed of an unfinished sequence, '' at the start.
 * @param bindings later ones win (a panel over its page).
 */
export function step<T extends { readonly keys: string }>(pending: string, name: string, bindings: readonly T[]): Match<T> {
  const pressed = pending === '' ? name : `${pending} ${name}`;
  const binding = bindings.findLast((candidate) => candidate.keys === pressed);
  if (binding !== undefined) return { kind: 'run', binding };
  if (bindings.some((candidate) => candidate.keys.startsWith(`${pressed} `))) return { kind: 'wait', pressed };
  // `G` then a key that continues nothing: that key may begin anew.
  return pending === '' ? { kind: 'none' } : step('', name, bindings);
}
