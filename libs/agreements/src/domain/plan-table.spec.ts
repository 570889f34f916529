import { publishedPlan } from '../published/published-plans';
import { copyToNextPeriod } from './copy-to-next-period';
import { planTable } from './plan-table';

const { plan } = publishedPlan('yamaguchi-r6');

describe('the table of a plan as rows', () => {
  it('has a row a line and a cell a column, as printed', () => {
    const [head, ...rows] = planTable(plan);
    expect(head).toEqual(['連携項目', '項 目', '説 明', '平成31年度(令和元年度)', '令和2年度', '令和3年度', '令和4年度', '令和5年度', '目標値 令和6年度']);
    expect(rows).toHaveLength(15);
    expect(rows[6]?.slice(3)).toEqual(['19社 40人', '12社 31人', '12社 26人', '6社 20人', '20社 29人', '15社・50人 (15社・50人)']);
    expect(rows[3]?.slice(3)).toEqual(['34人', '(0回)0人', '(1回)11人', '22人', '28人', '40人 (40人)']);
    expect(rows.at(-1)).toEqual(['注1) 目標値の()は令和5年度目標値']);
  });

  it('says of a year that nobody has reported it', () => {
    expect(planTable(copyToNextPeriod(plan))[1]?.at(-2)).toBe('未報告');
  });
});
