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
  case_opened: {
    label: '新規の受付',
    dates: { opened_on: '受付日' },
    filters: [],
    record: { table: 'support_case', key: 'record_id', group: 'basic' },
  },
  referral_sent: {
    label: '市から送付された支援要請',
    dates: { sent_on: '送付日（文書日付）' },
    filters: [],
    record: { table: 'referral', key: 'referral_id' },
  },
  referral_accepted: {
    label: '支援開始（支援要請の受諾）',
    dates: { replied_on: '回答日' },
    filters: [],
    record: { table: 'referral', key: 'referral_id' },
  },
  plan_approved: {
    label: '支援プランの決定',
    dates: { approved_on: '支援決定日' },
    filters: [],
    record: { table: 'support_plan', key: 'record_id', group: 'plan' },
  },
  consultation_held: {
    label: '相談（来所・応答のあったもの）',
    dates: { occurred_on: '相談日' },
    filters: [],
    record: { table: 'consultation', key: 'record_id', group: 'consultation' },
  },
  job_seeker_registered: {
    label: '求職申込',
    dates: { registered_on: '申込日' },
    filters: [],
    record: { table: 'job_seeker_registration', key: 'record_id', group: 'job_search' },
  },
  introduction_made: {
    label: '職業紹介',
    dates: { introduced_on: '紹介日' },
    filters: [],
    record: { table: 'job_introduction', key: 'record_id', group: 'job_search' },
  },
  retention_confirmed: {
    label: '定着確認（就労継続）',
    dates: { attempted_on: '連絡した日' },
    filters: [],
    record: { table: 'retention_check', key: 'record_id', group: 'placement' },
  },
  separation: {
    label: '離職',
    dates: { left_on: '離職日' },
    filters: [],
    record: { table: 'job_separation', key: 'record_id', group: 'placement' },
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
