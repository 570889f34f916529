import { checkNewPassword } from './password-rules';

const refused = (password: string): string => {
  try {
    checkNewPassword(password, ['onodera', 'cw1']);
    return '';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a new password', () => {
  it.each(['short', '12345678901'])('%s is too short', (password) => expect(refused(password)).toBe('too_short'));
  it.each(['password1234', 'qwertyuiop12', 'aaaaaaaaaaaaaa', 'onoderaonodera', '123456789012'])('%s is guessable', (password) => expect(refused(password)).toBe('guessable'));
  it.each(['minato ringo 47 kasa', 'そらまめ-電柱-ゆうびん-八月', 'vq9-Lr2w.Tz81k'])('%s is good', (password) => expect(refused(password)).toBe(''));
  it('may be long, but not endless', () => expect(refused('ab1-'.repeat(51))).toBe('too_long'));
});
