import fc from 'fast-check';
import { containsMyNumber, findMyNumbers } from './my-number';

/** The check digit written down a second way: weights spelled out from the left. */
function withCheckDigit(body: string): string {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0);
  const digit = 11 - (sum % 11);
  return body + String(digit >= 10 ? 0 : digit);
}

const DIGITS = Array.from('0123456789');
const bodies = fc.string({ unit: fc.constantFrom(...DIGITS), minLength: 11, maxLength: 11 });
const VALID = withCheckDigit('12345678901');

describe('containsMyNumber', () => {
  it('knows a number worked out by hand', () => {
    expect(VALID).toBe('123456789018');
  });

  it.each([
    '123456789018',
    '番号は123456789018です',
    '1234-5678-9018',
    '1234 5678 9018',
    '１２３４５６７８９０１８',
    '１２３４　５６７８　９０１８',
    '1234－5678－9018',
    '1 2 3 4 5 6 7 8 9 0 1 8',
    '1234 5678 9018 2026',
    'R8 1234 5678 9018',
    '2026-11-20　123456789018',
    '1234\n5678\n9018',
    '1234/5678/9018',
    '1234、5678、9018',
    '1234,5678,9018',
    '1234，5678／9018',
    '①②③④⑤⑥⑦⑧⑨⓪①⑧',
    '➊❷③4５⁶₇⑧❾⓪①⑧',
    '1234\r\n5678\r\n9018',
    '1234    5678    9018',
    '1234:5678:9018',
    '1234〜5678〜9018',
    '1234の5678の9018',
    '(1234)(5678)(9018)',
    '【1234】5678＊9018',
    '1234;5678+9018',
    '12\u00AD34\u200B56\uFE0F7890\u206018',
    '一二三四五六七八九〇一八',
    '𝟏𝟐𝟑𝟒 𝟝𝟞𝟟𝟠 𝟿𝟶𝟷𝟾',
    '١٢٣٤٥٦٧٨٩٠١٨',
    '⑴⑵⑶⑷⑸⑹⑺⑻⑼０⑴⑻',
    '⒈⒉⒊⒋⒌⒍⒎⒏⒐0⒈⒏',
    '1\uFE0F\u20E32\uFE0F\u20E334 5678 9018',
  ])('finds it in %p', (text) => {
    expect(containsMyNumber(text)).toBe(true);
  });

  it.each([
    '',
    '123456789017',
    '0123456789018',
    '1234567890180',
    '99123456789018',
    '12345678901',
    '090-0000-1234',
    '1234\n\n\n\n5678\n9018',
    '1234円と5678円と9018円',
    '12年34月56日78時90分18秒',
    '1234:56:78:90:18',
    '12〜34〜56〜78〜9018',
  ])('does not find one in %p', (text) => {
    expect(containsMyNumber(text)).toBe(false);
  });

  it('says where it stands, so that it can be taken out', () => {
    const text = '本人 １２３４-５６７８-９０１８ 電話';
    const [span] = findMyNumbers(text);
    expect(text.slice(span?.start, span?.end)).toBe('１２３４-５６７８-９０１８');
    expect(findMyNumbers(`${VALID}、${VALID}`)).toHaveLength(2);
  });

  it('reads every digit that Unicode has', () => {
    const all = Array.from({ length: 0x1fbfa }, (_, code) => code).filter((code) => /\p{Nd}/u.test(String.fromCodePoint(code)));
    const zeros = all.filter((_, index) => index % 10 === 0);
    expect(all).toHaveLength(zeros.length * 10);
    const missed = zeros.filter((zero) => !containsMyNumber(Array.from(VALID, (digit) => String.fromCodePoint(zero + Number(digit))).join('')));
    expect(missed).toEqual([]);
  });

  it('accepts exactly one check digit of ten', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const passing = DIGITS.filter((digit) => containsMyNumber(body + digit));
        expect(passing).toEqual([withCheckDigit(body).slice(-1)]);
      }),
    );
  });
});
