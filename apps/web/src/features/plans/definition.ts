import type { Codes } from '../reference/use-codes';
import type { Figure } from './api/plans';

const FACTS: Readonly<Record<string, string>> = { referral_sent: '市から送付された支援要請', placement: '就職' };
const BASES: Readonly<Record<string, string>> = { persons: '実人数（同じ人は1人）', events: '件数（同じ人の2回目も数える）' };
const DATES: Readonly<Record<string, string>> = { sent_on: '送付日（文書日付）', hired_on: '就職日', confirmed_on: '就職の確認日' };

/** What a figure counts, in words: two figures of the same name may differ in each of these. */
export function definitionOf(figure: Figure, codes: Codes): readonly (readonly [string, string])[] {
  return [
    ['数えるもの', FACTS[figure.fact] ?? figure.fact],
    ['数え方', BASES[figure.basis] ?? figure.basis],
    ['日付の基準', DATES[figure.dateBasis] ?? figure.dateBasis],
    ...(figure.fact === 'placement'
      ? [['就職経路', figure.routes.length === 0 ? 'すべて' : figure.routes.map((route) => codes.label('route', route)).join('、')] as const]
      : []),
  ];
}

export const monthNumber = (month: string): number => Number(month.slice(5, 7));

