import { codeAt, enrolment, newSecret, stepOf } from './totp';

// The shared secret and times of RFC 6238, appendix B (SHA-1); its eight digits end in these six.
const secret = Buffer.from('12345678901234567890', 'ascii');

describe('the second factor', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('gives the code of the standard at second %i', (seconds, code) => {
    expect(codeAt(secret, new Date(seconds * 1_000))).toBe(code);
    expect(stepOf(secret, code, new Date(seconds * 1_000))).toBe(Math.floor(seconds / 30));
  });

  it('takes the code of the step before and after, in full-width digits too, and no other', () => {
    const now = new Date(1_234_567_890_000);
    const step = Math.floor(1_234_567_890 / 30);
    expect(stepOf(secret, codeAt(secret, new Date(now.getTime() - 30_000)), now)).toBe(step - 1);
    expect(stepOf(secret, '００５９２４', now)).toBe(step);
    expect(stepOf(secret, codeAt(secret, new Date(now.getTime() - 90_000)), now)).toBeUndefined();
    expect(stepOf(secret, '000000', now)).toBeUndefined();
  });

  it('offers an address for the app and the key for typing', () => {
    const { uri, key } = enrolment(secret, 'cw1');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Madoguchi:cw1\?.*secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ/);
    expect(key).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(newSecret()).toHaveLength(20);
  });
});
