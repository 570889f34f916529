import { isoDate } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { basicTokens, checkBasic, contactTokens, nameTokens } from './client';
import { understand } from './search-question';

const today = isoDate('2026-11-20');
const facts = { familyName: '髙橋', givenName: '花子', familyKana: 'タカハシ', givenKana: 'ハナコ', birthDate: isoDate('1975-04-01'), sex: 'female' } as const;

describe('what a person is found by', () => {
  it.each(['たかはし', 'タカハシ ハナコ', 'ﾀｶﾊｼ', '高橋', '髙橋花子', 'S50.4.1', '1975-04-01', '高'])('finds 髙橋花子 by %s', (text) => {
    const question = understand(text, today);
    const held = new Set(basicTokens(facts));
    expect(question.kind === 'tokens' && question.tokens.every((token) => held.has(token))).toBe(true);
  });

  it.each(['サトウ', 'S50.4.2', '田中'])('does not find 髙橋花子 by %s', (text) => {
    const question = understand(text, today);
    const held = new Set(basicTokens(facts));
    expect(question.kind === 'tokens' && question.tokens.every((token) => held.has(token))).toBe(false);
  });

  it('takes a record number with and without its letter', () => {
    expect(understand('r08-01042', today)).toEqual({ kind: 'number', number: 'R08-01042' });
    expect(understand('08-01042', today)).toEqual({ kind: 'number', number: 'R08-01042' });
  });

  it('takes four digits as the end of a telephone number', () => {
    expect(understand('1234', today)).toEqual({ kind: 'tokens', tokens: ['p:1234'] });
    expect(contactTokens('083-000-１２３４')).toEqual(['p:1234']);
  });

  it('asks for nothing when nothing was typed', () => {
    expect(understand(' 　', today)).toEqual({ kind: 'nothing' });
  });

  it('finds every name by any two neighbouring characters of it', () => {
    const kana = fc.array(fc.constantFrom(...'アイウエカキクケサシスセタチツテナニヌネハヒフヘマミムメヤユヨラリルレワン'), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(kana, fc.nat(), (letters, at) => {
        const start = at % (letters.length - 1);
        const part = letters.slice(start, start + 2).join('');
        const held = new Set(nameTokens(letters.join('')));
        const question = understand(part, today);
        expect(question.kind === 'tokens' && question.tokens.every((token) => held.has(token))).toBe(true);
      }),
    );
  });
});

describe('names and birth date', () => {
  it('refuses a birth date in the future and a reading that is not kana', () => {
    expect(() => checkBasic({ ...facts, birthDate: isoDate('2026-11-21') }, today)).toThrow(expect.objectContaining({ code: 'future_date' }) as Error);
    expect(() => checkBasic({ ...facts, familyKana: '高橋' }, today)).toThrow(expect.objectContaining({ code: 'not_kana' }) as Error);
    expect(() => checkBasic({ ...facts, birthDate: isoDate('1875-04-01') }, today)).toThrow(expect.objectContaining({ code: 'too_old' }) as Error);
  });

  it('accepts today as a birth date', () => {
    expect(() => checkBasic({ ...facts, birthDate: today }, today)).not.toThrow();
  });
});
