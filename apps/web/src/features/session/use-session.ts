import { createContext, useContext, useSyncExternalStore } from 'react';
import { currentAssignmentId, onAssignmentChange } from '../../lib/assignment';
import type { Assignment, Session } from './api/session';

/** Set by the gate; inside it somebody is always signed in. */
export const SessionContext = createContext<Session | null>(null);

export interface Acting {
  readonly session: Session;
  /** Under which this tab acts. */
  readonly assignment: Assignment;
  /** What the screen may offer; the server decides again. */
  readonly may: (permission: string) => boolean;
}

export function useChosenAssignmentId(): string | null {
  return useSyncExternalStore(onAssignmentChange, currentAssignmentId);
}

/** The chosen assignment if it is still one of theirs, else their only one, else none: they have to choose. */
export function assignmentFor(session: Session, chosen: string | null): Assignment | null {
  const own = session.assignments.find((assignment) => assignment.id === chosen);
  if (own !== undefined) return own;
  return session.assignments.length === 1 ? (session.assignments[0] ?? null) : null;
}

/** @throws Error outside the session gate: a mistake of the programmer. */
export function useActing(): Acting {
  const session = useContext(SessionContext);
  const chosen = useChosenAssignmentId();
  const assignment = session === null ? null : assignmentFor(session, chosen);
  if (session === null || assignment === null) throw new Error('useActing outside the session gate');
  return { session, assignment, may: (permission) => assignment.permissions.includes(permission) };
}
