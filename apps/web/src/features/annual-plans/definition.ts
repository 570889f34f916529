import type { Codes } from '../reference/use-codes';
import type { Figure } from './api/plans';

/** What a figure counts, in words: two figures of the same name may differ in each of these. */
export function definitionOf(figure: Figure, codes: Codes): readonly (readonly [string, string])[] {
  return [
    ['数えるもの', codes.label('fact', figure.fact)],
    ['数え方', codes.label('count_basis', figure.basis)],
    ['日付の基準', codes.label('date_basis', figure.dateBasis)],
    ...(figure.filters.includes('route')
      ? [['就職経路', figure.routes.length === 0 ? 'すべて' : figure.routes.map((route) => codes.label('route', route)).join('、')] as const]
      : []),
  ];
}

export const monthNumber = (month: string): number => Number(month.slice(5, 7));

