import { words } from '../../lib/words';
import type { Codes } from '../reference/use-codes';
import type { Figure } from './api/plans';
import { ja } from './ja';

/** What a figure counts, in words: two figures of the same name may differ in each of these. */
export function definitionOf(figure: Figure, codes: Codes): readonly (readonly [string, string])[] {
  return [
    [ja.fact, codes.label('fact', figure.fact)],
    [ja.basis, codes.label('count_basis', figure.basis)],
    [ja.dateBasis, codes.label('date_basis', figure.dateBasis)],
    ...(figure.filters.includes('route')
      ? [[words.route, figure.routes.length === 0 ? ja.all : figure.routes.map((route) => codes.label('route', route)).join('、')] as const]
      : []),
  ];
}

export const monthNumber = (month: string): number => Number(month.slice(5, 7));

