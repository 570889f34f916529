import { withoutMyNumbers } from './draft-body';

const suspect = '番号は 1234-5678-9018 です';

describe('what is kept of a draft', () => {
  it('is everything but the digits of what may be a マイナンバー, however deep', () => {
    expect(withoutMyNumbers({ content: suspect, next: { place: suspect }, goals: [{ goal: '１２３４５６７８９０１８' }], attended: true, n: 1, none: null }, [])).toEqual({
      content: '番号は ●●●●-●●●●-●●●● です',
      next: { place: '番号は ●●●●-●●●●-●●●● です' },
      goals: [{ goal: '●'.repeat(12) }],
      attended: true,
      n: 1,
      none: null,
    });
  });

  it('is a number too that somebody said to be another one, and any other number', () => {
    expect(withoutMyNumbers({ content: suspect, note: '083-000-1234' }, ['content'])).toEqual({ content: suspect, note: '083-000-1234' });
  });
});
