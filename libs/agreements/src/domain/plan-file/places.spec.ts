import { wordsOfPlace } from './places';

describe('a place of a plan file', () => {
  it.each([
    ['sections[0].lines[2].label', '「1番目の柱」の3行目、項目'],
    ['sections[1].lines[0].targets[0].value.amounts[1]', '「2番目の柱」の1行目、目標値の1番目、値、数の2番目'],
    ['agreement.parties[1].name', '協定、締結者の2番目、名称'],
    ['title', '計画の名称'],
    ['(ファイル全体)', '(ファイル全体)'],
  ])('%s is said as %s', (at, words) => {
    expect(wordsOfPlace(at)).toBe(words);
  });
});
