import { endsByHand, mayBePostponed, screenOf } from './follow-up';
import { declaredFollowUpKinds, type WorkScreen, type WorkTab } from './follow-up-kind';

/** What the kind of an open item says of it, for the list that shows it. */
export interface KindFacts {
  readonly mayFinish: boolean;
  readonly mayPostpone: boolean;
  /** Where it is worked on. */
  readonly tab: WorkTab;
  readonly screen: WorkScreen | null;
  /** List of codes that names its milestone. */
  readonly milestones: string | null;
}

/** By kind: of what is the office's own move, and of what waits for another office. */
export function kindFacts(): Readonly<Record<string, readonly [own: KindFacts, waiting: KindFacts]>> {
  const facts = (kind: ReturnType<typeof declaredFollowUpKinds>[number], waiting: boolean): KindFacts => {
    const state = { kind, status: 'open', waiting } as const;
    return { mayFinish: endsByHand(state), mayPostpone: mayBePostponed(state), tab: kind.tab, screen: screenOf(state), milestones: kind.milestones ?? null };
  };
  return Object.fromEntries(declaredFollowUpKinds().map((kind) => [kind.code, [facts(kind, false), facts(kind, true)]]));
}
