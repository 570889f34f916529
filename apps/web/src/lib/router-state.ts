/** What travels with a step of the history instead of in the address: it names a person. */
declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Typed into the search. */
    readonly searchText?: string;
    /** Carried from a search without hits into 新規受付. */
    readonly intake?: IntakeStart;
  }
}

export interface IntakeStart {
  readonly kana?: string;
  readonly name?: string;
  readonly birthDate?: string;
}
