import { PLAN_FILE_FORMAT, type PlanFile } from '@madoguchi/agreements/documents';

type Party = PlanFile['agreement']['parties'][number];

const KINDS: readonly (readonly [RegExp, Party['kind']])[] = [
  [/労働局|公共職業安定所|ハローワーク/u, 'labour_bureau'],
  [/法人|協会|NPO/iu, 'npo'],
  [/[市区町村]$/u, 'city'],
  [/[都道府県]$/u, 'prefecture'],
];

/** What kind of party a name is of, by its last word; the planner sees and corrects it in the file. */
export function partyOf(name: string, index: number): Party {
  return { key: `party${index + 1}`, name, kind: KINDS.find(([word]) => word.test(name))?.[1] ?? 'other' };
}

export interface NewPlan {
  readonly agreement: string;
  /** One a line. */
  readonly parties: string;
  readonly title: string;
  readonly years: readonly number[];
  /** How many years of actuals stand before the plan's. */
  readonly actuals: number;
  readonly yearLabel: (year: number) => string;
}

/** A plan that is to be typed: one section without a line. */
export function newPlan({ agreement, parties, title, years, actuals, yearLabel }: NewPlan): PlanFile {
  const first = years[0] ?? 2000;
  return {
    format: PLAN_FILE_FORMAT,
    agreement: { name: agreement, parties: parties.split('\n').map((name) => name.trim()).filter((name) => name !== '').map(partyOf) },
    title,
    fiscalYears: years,
    bracketMeans: 'not_stated',
    actualColumns: Array.from({ length: actuals }, (_column, index) => first - actuals + index).map((year) => ({ fiscalYear: year, heading: yearLabel(year) })),
    sections: [{ key: '1', heading: '1', lines: [] }],
    footnotes: [],
  };
}
