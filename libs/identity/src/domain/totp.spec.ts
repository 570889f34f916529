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

  it('takes the code of its own step, in full-width digits too, and no other', () => {
    const now = new Date(1_234_567_890_000);
    const step = Math.floor(1_234_567_890 / 30);
    for (const steps of [-2, -1, 1, 2]) expect(stepOf(secret, codeAt(secret, new Date(now.getTime() + steps * 30_000)), now)).toBeUndefined();
    // This is a step's first moment: from its first to its last millisecond, and not one longer.
    for (const ms of [0, 29_999]) expect(stepOf(secret, '005924', new Date(now.getTime() + ms))).toBe(step);
    for (const ms of [-1, 30_000]) expect(stepOf(secret, '005924', new Date(now.getTime() + ms))).toBeUndefined();
    expect(stepOf(secret, '００５９２４', now)).toBe(step);
    expect(stepOf(secret, '000000', now)).toBeUndefined();
  });

  it('offers an address for the app and the key for typing', () => {
    const { uri, key } = enrolment(secret, 'cw1');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Madoguchi:cw1\?.*secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ/);
    expect(key).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(newSecret()).toHaveLength(20);
  });
});
