/** What a screen may have cached, by the first word of its query's key. */
export type QueryFamily =
  | 'accounts'
  | 'clients'
  | 'consents'
  | 'consultations'
  | 'disclosure-requests'
  | 'disclosures'
  | 'exceptional-access'
  | 'exports'
  | 'follow-ups'
  | 'handovers'
  | 'job-search'
  | 'offices'
  | 'onward-sharing'
  | 'own-sessions'
  | 'placements'
  | 'annual-plans'
  | 'protection'
  | 'referrals'
  | 'support-plans'
  | 'today'
  | 'tokens'
  | 'withdrawal-rehearsal';

/** A write to the server, which says itself what it makes stale: no screen lists that again. */
export interface ServerCommand<In, Out> {
  /** Gives `commandHeaders(key, version)` to the client. */
  readonly send: (input: In, key: string) => Promise<Out>;
  /** Families of queries that no longer show what is stored. Whoever adds a side effect on the server adds it here. */
  readonly spoils: readonly QueryFamily[];
}

export function command<In, Out>(declared: ServerCommand<In, Out>): ServerCommand<In, Out> {
  return declared;
}
