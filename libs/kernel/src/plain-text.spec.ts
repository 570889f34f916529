import fc from 'fast-check';
import { faultOfText, fromFirstVisible } from './plain-text';

const hidden = ['\u200B', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u180E', '\u3000', ' ', '\uFE00', '\u{E0101}', '\u{E0041}', '\u0301', '\u3099', '\u2800', '\uFFFF'];
const turning = ['\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'];

describe('what may stand in a typed text', () => {
  it.each(['山田　太郎', '葛\u{E0101}城', '𠮷田', '\uE000木', '辻\uFE00', 'A/B（株）', 'ｱｲﾝ', '山田\u200D太郎'])('takes %j as it is', (text) => {
    expect(faultOfText(text, true)).toBeUndefined();
  });

  it.each([
    ['山田\n太郎', 'one_line'],
    ['山田\r太郎', 'one_line'],
    ['山田\t太郎', 'one_line'],
    ['山田\u2028太郎', 'one_line'],
    ['山田\u0085太郎', 'one_line'],
    ['山\uFFFD太郎', 'lost_character'],
    ['\u200B', 'nothing_visible'],
    ['\u3000\u200B\u2060', 'nothing_visible'],
    ['株\u202E式会社', 'turned_around'],
  ])('in one line %j is %s', (text, fault) => {
    expect(faultOfText(text, true)).toBe(fault);
  });

  it('lets several lines have several lines, and what was pasted into them', () => {
    expect(faultOfText('一行目\n二行目\t表\uFFFD', false)).toBeUndefined();
    expect(faultOfText('\u200B\n', false)).toBe('nothing_visible');
  });

  it('refuses whatever turns the direction, wherever it stands', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(...turning), fc.string(), (before, turn, after) => faultOfText(before + turn + after, false) === 'turned_around'));
  });

  it('sees what is hidden, however much of it there is', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...hidden), { minLength: 1 }), (all) => faultOfText(all.join(''), true) === 'nothing_visible'));
  });

  it('finds the beginning behind what is hidden', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...hidden, ...turning, '\t', '\r', '\n', '\0')), (all) => fromFirstVisible(`${all.join('')}=1`) === '=1'));
  });
});
