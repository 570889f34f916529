import { useSyncExternalStore } from 'react';

export type TextSize = 'standard' | 'large' | 'largest';

export const TEXT_SIZES: readonly { readonly value: TextSize; readonly label: string }[] = [
  { value: 'standard', label: '標準' },
  { value: 'large', label: '大' },
  { value: 'largest', label: '特大' },
];

/** A setting of the machine, not of the person: it holds nothing personal and serves before the sign-in too. */
const KEY = 'madoguchi.text-size';
const listeners = new Set<() => void>();

function stored(): TextSize {
  const value = localStorage.getItem(KEY);
  return TEXT_SIZES.find((size) => size.value === value)?.value ?? 'standard';
}

export function applyTextSize(): void {
  document.documentElement.dataset['textSize'] = stored();
}

export function setTextSize(size: TextSize): void {
  localStorage.setItem(KEY, size);
  applyTextSize();
  for (const listener of listeners) listener();
}

export function useTextSize(): TextSize {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, stored);
}
