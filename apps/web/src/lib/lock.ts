import { useSyncExternalStore } from 'react';

/** Milliseconds without a key or a pointer in any tab, after which the screen locks by itself. */
export const IDLE_LOCK = 10 * 60_000;

/** Between the tabs of one browser: they share the session, so they are locked and opened together. */
type TabMessage = 'locked' | 'unlocked';

const ACTIVE = 'madoguchi.active';
const channel = new BroadcastChannel('madoguchi.lock');
const listeners = new Set<() => void>();
let locked = false;
let focused: Element | null = null;

function set(next: boolean): void {
  if (locked === next) return;
  locked = next;
  if (next) focused = document.activeElement;
  else markActive();
  for (const listener of listeners) listener();
}

/** True while the cover lies over the screen. */
export function isLocked(): boolean {
  return locked;
}

export function useLocked(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLocked);
}

/** Covers the screen of this tab. What is typed stays mounted behind it. */
export function cover(): void {
  set(true);
}

/** Takes the cover away: call it only after the server has seen the password of the person whose screen it is. */
export function uncover(): void {
  set(false);
}

/** Puts the cursor back to where it was when the cover came. */
export function returnFocus(): void {
  const target = focused;
  focused = null;
  // After the frame: a dialog that the cover had closed is open again by then.
  if (target instanceof HTMLElement) requestAnimationFrame(() => target.focus());
}

export function tellTabs(message: TabMessage): void {
  channel.postMessage(message);
}

export function onTabMessage(listener: (message: TabMessage) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (data === 'locked' || data === 'unlocked') listener(data);
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}

function markActive(): void {
  localStorage.setItem(ACTIVE, String(Date.now()));
}

/** Calls `onIdle` after `IDLE_LOCK` without a sign of life in any tab, also when the machine slept through it. */
export function watchIdle(onIdle: () => void): () => void {
  const idle = (): number => Date.now() - Number(localStorage.getItem(ACTIVE) ?? 0);
  const check = (): void => {
    if (!locked && idle() >= IDLE_LOCK) onIdle();
  };
  const alive = (): void => {
    check();
    // Not every move of the pointer is worth a write.
    if (!locked && idle() > 5_000) markActive();
  };
  markActive();
  const timer = setInterval(check, 15_000);
  const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  for (const sign of signs) window.addEventListener(sign, alive, { capture: true, passive: true });
  document.addEventListener('visibilitychange', check);
  return () => {
    clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, alive, { capture: true });
    document.removeEventListener('visibilitychange', check);
  };
}
