import { createHash } from 'node:crypto';
import { newRecoveryCodes, recoveryHash } from './recovery-code';

const ONE = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

describe('recovery codes', () => {
  it('are ten different ones of at least 112 bits, in groups that can be typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const letters = new Set(Array.from({ length: 200 }, newRecoveryCodes).flat().join('').replaceAll('-', ''));
    for (const code of codes) {
      expect(code).toMatch(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/);
      expect(code.replaceAll('-', '').length * Math.log2(letters.size)).toBeGreaterThanOrEqual(112);
    }
  });

  it('are one code however they are typed, hashed as slowly as a password, for one person', async () => {
    const typed = ['abcd-efgh-jkmn-pqrs-tuvw-xyz2', 'ABCDEFGHJKMNPQRSTUVWXYZ2', 'ａｂｃｄ－ｅｆｇｈ－ｊｋｍｎ－ｐｑｒｓ－ｔｕｖｗ－ｘｙｚ２', ' abcd efgh ‐jkmn ー pqrs tuvw xyz2 '];
    const hashes = await Promise.all(typed.map((one) => recoveryHash(ONE, one)));
    expect(new Set(hashes).size).toBe(1);
    expect(hashes[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await recoveryHash(OTHER, typed[0] ?? '')).not.toBe(hashes[0]);
    expect(await recoveryHash(ONE, 'abcd-efgh-jkmn-pqrs-tuvw-xyz3')).not.toBe(hashes[0]);
  });

  it('of before are found by the hash that they have, and what is none costs nothing', async () => {
    const kept = createHash('sha256').update('abcde-fgh23').digest('hex');
    for (const typed of ['abcde-fgh23', 'ABCDEFGH23', 'ａｂｃｄｅ－ｆｇｈ２３']) expect(await recoveryHash(ONE, typed)).toBe(kept);
    for (const typed of ['123456', '', '－', 'a'.repeat(23)]) expect(await recoveryHash(ONE, typed)).toBeUndefined();
  });
});
