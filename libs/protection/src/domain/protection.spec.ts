import { isoDate } from '@madoguchi/kernel';
import { askEnd, confirmEnd, decide, type Protection, renew, revoke, startProtection } from './protection';

const today = isoDate('2026-11-20');
const inForce: Protection = { kind: 'official', startedOn: today, expiresOn: isoDate('2027-11-19'), endAskedBy: null, endedAt: null };
const second = { staffId: 'second', decides: true };
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('startProtection', () => {
  it('takes a measure with its last day and a local one without', () => {
    expect(startProtection({ kind: 'official', startedOn: today, expiresOn: today }, today).expiresOn).toBe(today);
    expect(startProtection({ kind: 'local', startedOn: today }, today).expiresOn).toBeNull();
  });

  it.each([
    ['future_date', { kind: 'official', startedOn: isoDate('2026-11-21'), expiresOn: isoDate('2027-11-20') }],
    ['expiry_required', { kind: 'official', startedOn: today }],
    ['end_before_start', { kind: 'official', startedOn: today, expiresOn: isoDate('2026-11-19') }],
    ['expiry_not_expected', { kind: 'local', startedOn: today, expiresOn: isoDate('2027-11-20') }],
  ] as const)('refuses with %s', (code, given) => {
    expect(() => startProtection(given, today)).toThrow(refused(code));
  });
});

describe('renew', () => {
  it('moves the last day on, also after it has passed', () => {
    expect(renew({ ...inForce, expiresOn: isoDate('2026-10-01') }, { renewedOn: today, expiresOn: isoDate('2027-10-01') }, today)).toBe('2027-10-01');
  });

  it('never moves it back, and leaves what ended', () => {
    expect(() => renew(inForce, { renewedOn: today, expiresOn: isoDate('2027-11-19') }, today)).toThrow(refused('end_before_start'));
    expect(() => renew(inForce, { renewedOn: isoDate('2026-11-21'), expiresOn: isoDate('2028-01-01') }, today)).toThrow(refused('future_date'));
    expect(() => renew({ ...inForce, endedAt: new Date() }, { renewedOn: today, expiresOn: isoDate('2028-01-01') }, today)).toThrow(refused('already_ended'));
    expect(() => renew({ ...inForce, kind: 'local', expiresOn: null }, { renewedOn: today, expiresOn: isoDate('2028-01-01') }, today)).toThrow(
      refused('not_renewable'),
    );
  });
});

describe('the end', () => {
  const asked: Protection = { ...inForce, endAskedBy: 'first' };

  it('needs somebody who asks and somebody else who may confirm', () => {
    expect(() => askEnd(inForce)).not.toThrow();
    expect(() => askEnd(asked)).toThrow(refused('end_already_asked'));
    expect(() => confirmEnd(asked, second)).not.toThrow();
    expect(() => confirmEnd(inForce, second)).toThrow(refused('end_not_asked'));
    expect(() => confirmEnd(asked, { staffId: 'first', decides: true })).toThrow(refused('second_person'));
    expect(() => confirmEnd(asked, { staffId: 'third', decides: false })).toThrow(refused('not_decider'));
  });
});

describe('a release', () => {
  const asked = { askedBy: 'first', lastsDays: 7, decision: null, revokedAt: null };
  const now = new Date('2026-11-20T01:00:00Z');
  const later = new Date('2026-11-27T01:00:00Z');

  it('is decided once, by another person who may', () => {
    expect(() => decide(asked, second)).not.toThrow();
    expect(() => decide(asked, { staffId: 'first', decides: true })).toThrow(refused('second_person'));
    expect(() => decide(asked, { staffId: 'third', decides: false })).toThrow(refused('not_decider'));
    expect(() => decide({ ...asked, decision: 'refused' }, second)).toThrow(refused('already_decided'));
  });

  it('is taken back only while it runs', () => {
    const approved = { ...asked, decision: 'approved' as const, validUntilAt: later };
    expect(() => revoke(approved, now)).not.toThrow();
    expect(() => revoke(approved, later)).toThrow(refused('not_in_force'));
    expect(() => revoke({ ...approved, revokedAt: now }, now)).toThrow(refused('not_in_force'));
    expect(() => revoke({ ...asked, validUntilAt: null }, now)).toThrow(refused('not_in_force'));
  });
});
