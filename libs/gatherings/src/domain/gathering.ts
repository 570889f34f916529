import type { IsoDate } from '@madoguchi/kernel';

/** One time (回) of a gathering: a fair, a seminar. A number that nobody has told is null, and is not a zero. */
export type Session =
  | { readonly state: 'planned'; readonly on: IsoDate }
  | { readonly state: 'cancelled'; readonly on: IsoDate; readonly reason: string }
  | {
      readonly state: 'held';
      readonly on: IsoDate;
      /** 社. */
      readonly firms: number | null;
      /** Employers who came, by name; there may have been more than are named. */
      readonly employers: readonly string[];
      /** 人, 延べ: who comes twice counts twice. */
      readonly people: number | null;
    };

/**
 * - `under_way`: held at least once, and to be held again.
 * - `partly_held`: nothing is to come, and some was cancelled: 「(1回)11人」.
 * - `held_with_zero`: held, and nobody came; not the same as cancelled, 「(0回)0人」.
 */
export type GatheringState = 'planned' | 'under_way' | 'held' | 'held_with_zero' | 'partly_held' | 'cancelled';

/** What a gathering gives a plan's lines. Null: of a time that was held the number is not told yet, so there is no sum. */
export interface Attendance {
  readonly state: GatheringState;
  /** 回: how often it was held. */
  readonly times: number;
  readonly firms: number | null;
  readonly people: number | null;
}

export type SessionFault = 'held_in_future' | 'not_a_count' | 'more_named_than_counted' | 'reason_missing';

/** @param today a gathering of a later day cannot have been held. */
export function sessionFaults(session: Session, today: IsoDate): readonly SessionFault[] {
  if (session.state === 'planned') return [];
  if (session.state === 'cancelled') return session.reason.trim() === '' ? ['reason_missing'] : [];
  const faults: SessionFault[] = [];
  if (session.on > today) faults.push('held_in_future');
  if ([session.firms, session.people].some((one) => one !== null && (!Number.isSafeInteger(one) || one < 0))) faults.push('not_a_count');
  if (session.firms !== null && namesOf(session.employers).size > session.firms) faults.push('more_named_than_counted');
  return faults;
}

/** @param sessions at least one: without a time there is no gathering. */
export function attendanceOf(sessions: readonly [Session, ...Session[]]): Attendance {
  const held = sessions.filter((session) => session.state === 'held');
  const firms = sum(held.map((session) => session.firms));
  const people = sum(held.map((session) => session.people));
  return { state: stateOf(sessions, people), times: held.length, firms, people };
}

/** As plans print it: 「28人」, 「20社 29人」, 「(1回)11人」, 「(0回)0人」; nothing where it is still to come or a number is not told. */
export function printAttendance(attendance: Attendance, units: readonly ('回' | '社' | '人')[]): string {
  const { state, times, firms, people } = attendance;
  if (state === 'planned' || state === 'under_way') return '';
  const numbers = units.map((unit) => [{ 回: times, 社: firms, 人: people }[unit], unit] as const);
  if (numbers.some(([number]) => number === null)) return '';
  const words = numbers.map(([number, unit]) => `${number ?? 0}${unit}`).join(' ');
  return state === 'cancelled' || state === 'partly_held' ? `(${times}回)${words}` : words;
}

function stateOf(sessions: readonly Session[], people: number | null): GatheringState {
  const has = (state: Session['state']): boolean => sessions.some((session) => session.state === state);
  if (has('planned')) return has('held') ? 'under_way' : 'planned';
  if (!has('held')) return 'cancelled';
  if (has('cancelled')) return 'partly_held';
  return people === 0 ? 'held_with_zero' : 'held';
}

function sum(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((so, one) => (so === null || one === null ? null : so + one), 0);
}

/** One employer however wide or spaced it is typed; joining it to a record is another room's. */
function namesOf(employers: readonly string[]): ReadonlySet<string> {
  return new Set(employers.map((name) => name.normalize('NFKC').replace(/\s/gu, '')).filter((name) => name !== ''));
}
