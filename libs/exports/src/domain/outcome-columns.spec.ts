import { isoDate } from '@madoguchi/kernel';
import { formulaSafe, OUTCOME_COLUMNS, outcomeCells, type OutcomeRow, readThrough } from './outcome-columns';

const holder = { personId: 'p', sourceOrganisationId: 'o' };
const row: OutcomeRow = {
  date: isoDate('2026-11-02'),
  recordId: 'r',
  personId: 'p',
  fields: {
    'outcome.kind': 'placement',
    'outcome.day': '2026-11-02',
    'person.number': 'R08-00001',
    'basic.family_name': '髙橋',
    'basic.given_name': '花子',
    'basic.family_kana': 'タカハシ',
    'basic.given_kana': 'ハナコ',
    'basic.birth_date': '1975-04-01',
    'office.name': '山口公共職業安定所',
    'placement.route': 'own_office',
    'placement.introduced_on': '2026-10-20',
    'placement.confirmed_on': '2026-11-05',
    'placement.hours': 'full_time',
    'placement.permanent_employee': true,
    'placement.employer_name': '=HYPERLINK("x")',
    'placement.occupation': '事務',
  },
  held: { person: holder, basic: holder, placement: holder },
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

  it.each(['=1+1', '+81', '-1', '@x', '\tx', '＝1', '＋1', '－1', '＠x', '\u200B=1', '\u3000=1', '\uFEFF＝1', '−1'])('makes %j harmless', (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
  });

  it('stays one row of one file, whatever an employer’s name holds', () => {
    expect(formulaSafe('山田商店\r\n偽,の,行')).toBe('山田商店 偽,の,行');
    expect(formulaSafe('\n=1')).toBe("' =1");
  });

  it('leaves everything else as it is', () => {
    expect(formulaSafe('事務 = 楽しい')).toBe('事務 = 楽しい');
    expect(at('就職先')).toBe('\'=HYPERLINK("x")');
  });

  it.each([
    ['returned', 'returned', 'draft', 'returned'],
    ['declined', 'declined', 'closed', 'declined'],
    [null, 'recalled', 'draft', 'recalled'],
    [null, null, 'assigned', 'assigned'],
    ['accepted', null, 'closed', 'closed'],
  ])('tells of a sending (%s, %s) of a request that is %s what came back of it: %s', (reply, sharingEnd, request, told) => {
    const sent = { ...row, fields: { 'sending.reply': reply, 'sending.sharing_end': sharingEnd, 'request.status': request } };
    expect(outcomeCells(sent, (kind, code) => `${kind}/${code}`)).toContain(`referral_status/${told}`);
  });

  it('tells of a protected person neither workplace nor counter, and says that it does not', () => {
    const withheld = outcomeCells({ ...row, protected: true }, (kind, code) => `${kind}/${code}`);
    const differing = OUTCOME_COLUMNS.flatMap(({ heading }, index) => (withheld[index] === cells[index] ? [] : [[heading, withheld[index]]]));
    expect(differing).toEqual(['相手・登録した窓口', '就職先', '職種'].map((heading) => [heading, '非表示（DV等支援措置）']));
  });
});

describe('what a download asks for again', () => {
  const groups = (one: OutcomeRow): readonly string[] => readThrough(one).map(({ itemGroup }) => itemGroup).sort();

  it('is the item group of every column that is filled', () => {
    expect(groups(row)).toEqual(['basic', 'number', 'placement']);
  });

  it('is no group of which nothing is shown', () => {
    const sent = Object.fromEntries(Object.entries(row.fields).filter(([field]) => !field.startsWith('placement.')));
    expect(groups({ ...row, fields: sent })).toEqual(['basic', 'number']);
    const nameless = { ...sent, 'basic.family_name': null, 'basic.given_name': null, 'basic.family_kana': null, 'basic.given_kana': null, 'basic.birth_date': null };
    expect(groups({ ...row, fields: nameless })).toEqual(['number']);
  });
});
