import { isoDate } from '@madoguchi/kernel';
import { formulaSafe, OUTCOME_COLUMNS, outcomeCells, type OutcomeRow } from './outcome-columns';

const row: OutcomeRow = {
  kind: 'placement',
  date: isoDate('2026-11-02'),
  number: 'R08-00001',
  familyName: '髙橋',
  givenName: '花子',
  familyKana: 'タカハシ',
  givenKana: 'ハナコ',
  birthDate: isoDate('1975-04-01'),
  documentNumber: null,
  officeName: '山口公共職業安定所',
  status: null,
  route: 'own_office',
  introducedOn: isoDate('2026-10-20'),
  confirmedOn: isoDate('2026-11-05'),
  hours: 'full_time',
  permanentEmployee: true,
  employerName: '=HYPERLINK("x")',
  occupation: '事務',
  protected: false,
};

describe('the cells of an outcome', () => {
  const cells = outcomeCells(row, (kind, code) => `${kind}/${code}`);
  const at = (heading: string): string | undefined => cells[OUTCOME_COLUMNS.findIndex((column) => column.heading === heading)];

  it('gives western date and 和暦, codes and words', () => {
    expect(at('日付')).toBe('2026-11-02');
    expect(at('日付（和暦）')).toBe('令和8年11月2日');
    expect(at('就職経路コード')).toBe('own_office');
    expect(at('就職経路')).toBe('route/own_office');
    expect(at('氏名')).toBe('髙橋　花子');
  });

  it('has a cell for every column, blank where nothing is known', () => {
    expect(cells).toHaveLength(OUTCOME_COLUMNS.length);
    expect(at('文書番号')).toBe('');
  });

  it.each(['=1+1', '+81', '-1', '@x', '\tx'])('makes %j harmless', (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
  });

  it('leaves everything else as it is', () => {
    expect(formulaSafe('事務 = 楽しい')).toBe('事務 = 楽しい');
    expect(at('就職先')).toBe('\'=HYPERLINK("x")');
  });

  it('tells of a protected person neither workplace nor counter, and says that it does not', () => {
    const withheld = outcomeCells({ ...row, protected: true }, (kind, code) => `${kind}/${code}`);
    const differing = OUTCOME_COLUMNS.flatMap(({ heading }, index) => (withheld[index] === cells[index] ? [] : [[heading, withheld[index]]]));
    expect(differing).toEqual(['相手・登録した窓口', '就職先', '職種'].map((heading) => [heading, '非表示（DV等支援措置）']));
  });
});
