import { useState } from 'react';

export interface History<T> {
  readonly value: T;
  /** @param step what is changed; typing on in the same cell is one step back */
  readonly change: (next: T, step?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

interface Kept<T> {
  readonly past: readonly T[];
  readonly value: T;
  readonly future: readonly T[];
  readonly step: string | undefined;
}

/** As many steps back as a planner takes; the oldest are forgotten. */
const MOST = 200;

export function changed<T>({ past, value, step: before }: Kept<T>, next: T, step?: string): Kept<T> {
  const goesOn = step !== undefined && step === before;
  return { past: goesOn ? past : [...past, value].slice(-MOST), value: next, future: [], step };
}

export function undone<T>(kept: Kept<T>): Kept<T> {
  const last = kept.past.at(-1);
  return last === undefined ? kept : { past: kept.past.slice(0, -1), value: last, future: [kept.value, ...kept.future], step: undefined };
}

export function redone<T>(kept: Kept<T>): Kept<T> {
  const [next, ...rest] = kept.future;
  return next === undefined ? kept : { past: [...kept.past, kept.value], value: next, future: rest, step: undefined };
}

/** A value with steps back and forth. */
export function useHistory<T>(first: T): History<T> {
  const [kept, setKept] = useState<Kept<T>>({ past: [], value: first, future: [], step: undefined });
  return {
    value: kept.value,
    change: (next, step) => setKept((before) => changed(before, next, step)),
    undo: () => setKept(undone),
    redo: () => setKept(redone),
    canUndo: kept.past.length > 0,
    canRedo: kept.future.length > 0,
  };
}
