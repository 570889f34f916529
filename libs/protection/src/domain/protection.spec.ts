import { isoDate } from '@madoguchi/kernel';
import { askEnd, askProlonging, confirmEnd, confirmProlonging, decide, type Protection, renew, revoke, startProtection, worksNow } from './protection';

const today = isoDate('2026-11-20');
const inForce: Protection = {
  kind: 'official', startedOn: today, expiresOn: isoDate('2027-11-19'), keptBy: null, dangerAtRegistrar: null, endAskedBy: null, endedAt: null, lapsesAt: null, prolongAskedBy: null,
};
const lapse = new Date('2026-12-04T15:00:00Z');
const local: Protection = { ...inForce, kind: 'local', expiresOn: null, lapsesAt: lapse };
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
    ['keeper_not_expected', { kind: 'local', startedOn: today, keptBy: '港北市' }],
    ['local_only', { kind: 'official', startedOn: today, expiresOn: isoDate('2027-11-20'), dangerAtRegistrar: true }],
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
  const ended = { reason: '回答による', answeredOn: today, answeredBy: '港北市 保護係' };

  it('needs somebody who asks and somebody else who may confirm', () => {
    expect(askEnd(inForce, ended, today)).toEqual({ answeredOn: today, answeredBy: '港北市 保護係' });
    expect(() => askEnd(asked, ended, today)).toThrow(refused('end_already_asked'));
    expect(() => confirmEnd(asked, second)).not.toThrow();
    expect(() => confirmEnd(inForce, second)).toThrow(refused('end_not_asked'));
    expect(() => confirmEnd(asked, { staffId: 'first', decides: true })).toThrow(refused('second_person'));
    expect(() => confirmEnd(asked, { staffId: 'third', decides: false })).toThrow(refused('not_decider'));
  });
});

describe('the end of a measure', () => {
  it('is the answer of the municipality that keeps it; of a 秘匿 the own office decides', () => {
    const day = isoDate('2026-11-19');
    expect(() => askEnd(inForce, { reason: '期限' }, today)).toThrow(refused('answer_required'));
    expect(() => askEnd(inForce, { reason: '期限', answeredOn: day }, today)).toThrow(refused('answer_required'));
    expect(() => askEnd(inForce, { reason: '期限', answeredOn: isoDate('2026-11-21'), answeredBy: '市' }, today)).toThrow(refused('future_date'));
    expect(askEnd(local, { reason: '本人と確認' }, today)).toEqual({ answeredOn: null, answeredBy: null });
    expect(() => askEnd(local, { reason: '本人と確認', answeredOn: day, answeredBy: '市' }, today)).toThrow(refused('answer_not_expected'));
  });
});

describe('a 秘匿 of the own office', () => {
  it('works until it lapses, a measure whatever its last day', () => {
    const before = new Date(lapse.getTime() - 1);
    expect([before, lapse].map((now) => worksNow(local, now))).toEqual([true, false]);
    expect([inForce, { ...inForce, endedAt: before }].map((one) => worksNow(one, new Date('2099-01-01T00:00:00Z')))).toEqual([true, false]);
  });

  it('is prolonged by two persons, also after it has lapsed', () => {
    const asked = { ...local, prolongAskedBy: 'first' };
    expect(() => askProlonging(local)).not.toThrow();
    expect(() => askProlonging(asked)).toThrow(refused('prolonging_already_asked'));
    expect(() => askProlonging(inForce)).toThrow(refused('not_prolongable'));
    expect(() => askProlonging({ ...local, endedAt: new Date() })).toThrow(refused('already_ended'));
    expect(() => confirmProlonging(asked, second)).not.toThrow();
    expect(() => confirmProlonging(local, second)).toThrow(refused('prolonging_not_asked'));
    expect(() => confirmProlonging(asked, { staffId: 'first', decides: true })).toThrow(refused('second_person'));
    expect(() => confirmProlonging(asked, { staffId: 'third', decides: false })).toThrow(refused('not_decider'));
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
