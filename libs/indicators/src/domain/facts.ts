/** What can be counted. Its SQL stands under the same code in migrations/standing/indicators/facts.ts. */
interface CountableFact {
  readonly label: string;
  /** The dates by which it may be counted, each with its label. */
  readonly dates: Readonly<Record<string, string>>;
  /** By what a line may narrow it. */
  readonly filters: readonly 'route'[];
  /**
   * The record through which a reader may open it, its column in the view, and its item group; none where the offices that
   * take part share the record.
   */
  readonly record: { readonly table: string; readonly key: string; readonly group?: string };
}

/** The register of countable facts: a new one is an entry here and its SQL. */
export const COUNTABLE_FACTS = {
  referral_sent: {
    label: '市から送付された支援要請',
    dates: { sent_on: '送付日（文書日付）' },
    filters: [],
    record: { table: 'referral', key: 'referral_id' },
  },
  placement: {
    label: '就職',
    dates: { hired_on: '就職日', confirmed_on: '就職の確認日' },
    filters: ['route'],
    record: { table: 'placement', key: 'record_id', group: 'placement' },
  },
} as const satisfies Readonly<Record<string, CountableFact>>;

type Register = typeof COUNTABLE_FACTS;
export type Fact = keyof Register;
export type DateBasis = { readonly [F in Fact]: keyof Register[F]['dates'] }[Fact];

export const FACTS = Object.keys(COUNTABLE_FACTS) as readonly Fact[];

/** Each fact with each date by which it may be counted. */
export const DATED_FACTS: readonly { readonly fact: Fact; readonly date: DateBasis; readonly label: string }[] = FACTS.flatMap((fact) =>
  Object.entries(COUNTABLE_FACTS[fact].dates).map(([date, label]) => ({ fact, date: date as DateBasis, label })),
);

/** The label of each date, once. */
export const DATE_BASES: ReadonlyMap<DateBasis, string> = new Map(DATED_FACTS.map(({ date, label }) => [date, label]));

/** By what a line that counts this fact may narrow it. */
export function filtersOf(fact: Fact): readonly 'route'[] {
  return COUNTABLE_FACTS[fact].filters;
}
