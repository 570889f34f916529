import { EACH_DAY, type Rhythm } from './rhythm';

/** Part of the person's page on which an item is worked on. */
export type WorkTab = 'record' | 'plan' | 'referral' | 'job' | 'consent';

/** A screen beside the person's page that shows the record behind an item. */
export type WorkScreen = 'referrals_received' | 'referrals_sent' | 'exceptional_access';

/** What is told of a kind, in the room that opens its items; its words stand in the list `follow_up_kind`. */
export interface KindOfWork {
  /** Who declares it. */
  readonly room: string;
  /** `hand`: somebody says 済 (the record may end it too). `record`: only the record that it comes from. */
  readonly endedBy: 'hand' | 'record';
  /** `nobody` where the date follows from a signature or an official clock: who owes the move cannot push it away. */
  readonly postponedBy: 'hand' | 'nobody';
  readonly tab: WorkTab;
  readonly screen?: WorkScreen;
  /** The screen of the office that waits for another one, where it is a different one. */
  readonly screenWhileWaiting?: WorkScreen;
  /** List of codes that names the milestones. */
  readonly milestones?: string;
  /** Absent: the rhythm of the house. */
  readonly rhythm?: Rhythm;
}

declare const DECLARED: unique symbol;

/** A kind of due item. Only `declareFollowUpKind` makes one, so that nobody opens what nobody declared. */
export interface FollowUpKind extends KindOfWork {
  readonly code: string;
  readonly rhythm: Rhythm;
  readonly [DECLARED]: true;
}

const declared = new Map<string, FollowUpKind>();

/** @throws Error when the code is taken. */
export function declareFollowUpKind(code: string, work: KindOfWork): FollowUpKind {
  const other = declared.get(code);
  if (other) throw new Error(`Follow-up kind ${code} is declared twice: by ${other.room} and ${work.room}`);
  const kind = { rhythm: EACH_DAY, ...work, code } as FollowUpKind;
  declared.set(code, kind);
  return kind;
}

/** Every kind that the loaded rooms declare. */
export function declaredFollowUpKinds(): readonly FollowUpKind[] {
  return [...declared.values()];
}

/** The kind of a stored item. Absent for one of a later version that runs beside this one: it can be looked at only. */
export function followUpKindOf(code: string): FollowUpKind | undefined {
  return declared.get(code);
}
