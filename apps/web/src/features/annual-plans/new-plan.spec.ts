import { readPlan } from '@madoguchi/agreements/documents';
import { newPlan, partyOf } from './new-plan';

describe('a plan that is to be typed', () => {
  it.each([
    ['湊町市', 'city'],
    ['湊町県', 'prefecture'],
    ['湊町労働局', 'labour_bureau'],
    ['特定非営利活動法人みなと', 'npo'],
    ['みなと商工会議所', 'other'],
  ])('takes %s for a party of kind %s', (name, kind) => {
    expect(partyOf(name, 0).kind).toBe(kind);
  });

  it('can be saved at once, of one year or of several', () => {
    const plan = newPlan({ agreement: '湊町市雇用対策協定', parties: '湊町市\n\n湊町労働局\n', title: '事業計画', years: [2026, 2027], actuals: 3, yearLabel: (year) => `${year}年度` });
    expect(readPlan(plan)).toEqual({ plan, notes: [] });
    expect(plan.agreement.parties.map(({ name }) => name)).toEqual(['湊町市', '湊町労働局']);
    expect(plan.actualColumns.map(({ heading }) => heading)).toEqual(['2023年度', '2024年度', '2025年度']);
  });
});
