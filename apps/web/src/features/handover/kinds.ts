import type { Holding } from './api/handovers';

interface Kind {
  readonly kind: Holding['kind'];
  readonly label: string;
  readonly short: string;
  /** List of codes of its state. */
  readonly codes: string;
}

/** What can be handed over, in the order in which it is shown. */
export const KINDS: readonly Kind[] = [
  { kind: 'case', label: '担当しているケース', short: 'ケース', codes: 'case_status' },
  { kind: 'household', label: '地区担当の世帯', short: '世帯', codes: 'household_type' },
  { kind: 'follow_up', label: '期限・対応', short: '期限', codes: 'follow_up_kind' },
  { kind: 'referral', label: '担当している支援要請', short: '支援要請', codes: 'referral_status' },
];
