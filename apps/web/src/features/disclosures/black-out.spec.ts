import { blackedOut, charactersBetween, withRange } from './black-out';

const TEXT = '𠮷田\r\n葛\u{E0100}城';

describe('a selection', () => {
  it('takes every character that it touches, as people count them', () => {
    expect(charactersBetween(TEXT, 1, 2)).toEqual({ from: 0, until: 1 });
    expect(charactersBetween(TEXT, 4, 7)).toEqual({ from: 4, until: 5 });
    expect(charactersBetween(TEXT, 4, 8)).toEqual({ from: 4, until: 6 });
    expect(charactersBetween(TEXT, 2, 2)).toBeNull();
  });

  it('is blacked out, and restored', () => {
    const black = withRange(TEXT, [{ from: 0, until: 1 }], { from: 1, until: 5 }, true);
    expect(black).toEqual([{ from: 0, until: 5 }]);
    expect(blackedOut(TEXT, black)).toBe('■■■■■城');
    expect(withRange(TEXT, black, { from: 1, until: 4 }, false)).toEqual([{ from: 0, until: 1 }, { from: 4, until: 5 }]);
  });
});
