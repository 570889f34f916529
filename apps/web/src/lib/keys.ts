import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isImeKey, isTextEntry } from './ime';
import { assertOwnKeys, isSingleCharacter, keyName, step } from './key-sequences';
import { isLocked } from './lock';

export interface KeyBinding {
  /** `n`, `g f` (one after the other) or one of our own combinations such as `Control+Enter`. */
  readonly keys: string;
  /** What it does, as listed by `?`. */
  readonly label: string;
  /** Heading in the list of keys. */
  readonly group: string;
  readonly run: () => void;
  /** Also inside text fields; only for combinations with a modifier. */
  readonly inText?: boolean;
}

const SWITCH = 'madoguchi.keys';
let registered: readonly KeyBinding[] = [];
let pending = '';
let enabled = localStorage.getItem(SWITCH) !== 'off';
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** WCAG 2.1.4: single-letter keys can be switched off; combinations stay. */
export function setKeysEnabled(on: boolean): void {
  enabled = on;
  localStorage.setItem(SWITCH, on ? 'on' : 'off');
  changed();
}

export function useKeysEnabled(): boolean {
  return useSyncExternalStore(subscribe, () => enabled);
}

/** Every binding in force, for the sheet that `?` opens. */
export function useKeyList(): readonly KeyBinding[] {
  return useSyncExternalStore(subscribe, () => registered);
}

/** While a modal dialog is open, keys of the page behind it are asleep. */
function behindDialog(): boolean {
  return document.querySelector('dialog:modal') !== null;
}

export function handleKey(event: KeyboardEvent): void {
  if (isLocked() || event.defaultPrevented || isImeKey(event) || event.key === 'Shift') return;
  const inText = isTextEntry(event.target);
  const name = keyName(event);
  const usable = registered.filter(
    (binding) =>
      (!inText || binding.inText === true) &&
      (enabled || !isSingleCharacter(binding.keys)) &&
      (!behindDialog() || binding.inText === true),
  );
  const match = step(pending, name, usable);
  pending = match.kind === 'wait' ? match.pressed : '';
  if (match.kind !== 'run') return;
  event.preventDefault();
  match.binding.run();
}

/** Call once at the start of the application. */
export function startKeys(): void {
  document.addEventListener('keydown', handleKey);
  document.addEventListener('focusin', () => {
    pending = '';
  });
}

/** Bindings of a screen or panel, in force while it is mounted. The latest render's `run` is called. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const run = useEffectEvent((keys: string) => bindings.find((binding) => binding.keys === keys)?.run());
  const listed = useEffectEvent(() => bindings);
  const signature = bindings.map((binding) => `${binding.keys}\t${binding.label}`).join('\n');
  useEffect(() => {
    const mine = listed().map((binding) => {
      assertOwnKeys(binding.keys);
      return { ...binding, run: () => run(binding.keys) };
    });
    registered = [...registered, ...mine];
    changed();
    return () => {
      registered = registered.filter((binding) => !mine.includes(binding));
      changed();
    };
  }, [signature]);
}
