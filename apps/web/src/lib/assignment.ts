/**
 * The assignment (staff × office × role) this tab acts under. Kept per tab, so that two tabs may act for two
 * offices; the server checks it on every request and never keeps it in the session.
 */
const KEY = 'madoguchi.assignment';
const listeners = new Set<() => void>();

export function currentAssignmentId(): string | null {
  return sessionStorage.getItem(KEY);
}

export function chooseAssignment(id: string | null): void {
  if (id === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, id);
  for (const listener of listeners) listener();
}

export function onAssignmentChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
