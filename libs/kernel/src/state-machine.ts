import { conflict } from './domain-error';

/** For each state, the commands that may be given in it and the state each leads to. */
export type Transitions<State extends string, Command extends string> = {
  readonly [S in State]: { readonly [C in Command]?: State };
};

export interface StateMachine<State extends string, Command extends string> {
  /** @throws DomainError `illegal_transition` (conflict) with the commands that are allowed instead. */
  next(state: State, command: Command): State;
  allowed(state: State): readonly Command[];
  readonly states: readonly State[];
}

/** Status moves only through such a table; a state with no commands is an end. */
export function transitionTable<State extends string, Command extends string>(
  table: Transitions<State, Command>,
): StateMachine<State, Command> {
  const movesOf = (state: State): ReadonlyMap<Command, State> =>
    new Map(Object.entries(table[state]) as [Command, State][]);
  const allowed = (state: State): readonly Command[] => [...movesOf(state).keys()];
  return {
    allowed,
    states: Object.keys(table) as State[],
    next(state, command) {
      const to = movesOf(state).get(command);
      if (to === undefined) {
        throw conflict('illegal_transition', '今の状態ではこの操作はできません。画面を読み込み直してください。', allowed(state));
      }
      return to;
    },
  };
}
