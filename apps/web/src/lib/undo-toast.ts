import { useSyncExternalStore } from 'react';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  /** Puts it back; the server keeps the inverse. */
  readonly undo: (() => Promise<void>) | null;
}

let messages: readonly ToastMessage[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(list: readonly ToastMessage[]): void {
  messages = list;
  for (const listener of listeners) listener();
}

/**
 * Says that something was done, with 元に戻す where it can be undone. The newest replaces the one before: two undo
 * buttons side by side are taken for each other.
 */
export function showToast(text: string, undo: (() => Promise<void>) | null = null): void {
  set([{ id: next++, text, undo }]);
}

export function dismissToast(id: number): void {
  set(messages.filter((message) => message.id !== id));
}

export function useToasts(): readonly ToastMessage[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => messages,
  );
}
