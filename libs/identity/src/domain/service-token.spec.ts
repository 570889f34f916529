import { isoDate } from '@madoguchi/kernel';
import { checkPermissions, grantable, newToken, tokenHash, tokenIn, validUntil } from './service-token';

const today = isoDate('2026-11-20');

describe('a service token', () => {
  it('is 256 random bits behind a mark, and its hash has 32 bytes', () => {
    const [one, other] = [newToken(), newToken()];
    expect(one).toMatch(/^mdg_[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(tokenHash(one)).toHaveLength(32);
  });

  it('is read from a bearer header alone', () => {
    expect(tokenIn('Bearer mdg_x')).toBe('mdg_x');
    expect(tokenIn('bearer  mdg_x')).toBe('mdg_x');
    for (const other of [undefined, '', 'Basic eDp5', 'Bearer', 'Bearer a b']) expect(tokenIn(other)).toBeNull();
  });

  it('takes no decision, whatever the role', () => {
    for (const decision of ['referrals.decide', 'support_plans.approve', 'protection.write', 'disclosure_requests.write', 'disclosure_requests.decide']) {
      expect(() => checkPermissions('supervisor', ['clients.read', decision])).toThrow(/人が決める/);
    }
  });

  it('never has more than its role, and nothing of an administrator', () => {
    expect(() => checkPermissions('caseworker', ['clients.read'])).not.toThrow();
    expect(() => checkPermissions('caseworker', ['clients.read', 'referrals.decide'])).toThrow(/役割にない/);
    expect(() => checkPermissions('caseworker', [])).toThrow(/一つ以上/);
    expect(grantable('administrator').size).toBe(0);
  });

  it('ends after its last day, within a year', () => {
    expect(validUntil(today, today)).toBe('2026-11-21');
    expect(validUntil(isoDate('2027-11-20'), today)).toBe('2027-11-21');
    expect(() => validUntil(isoDate('2027-11-21'), today)).toThrow(/1年以内/);
    expect(() => validUntil(isoDate('2026-11-19'), today)).toThrow(/今日以後/);
  });
});
