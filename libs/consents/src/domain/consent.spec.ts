import { addDays, fixedClock, type IsoDate, isoDate, todayInTokyo, startOfDay } from '@madoguchi/kernel';
import fc from 'fast-check';
import { type ConsentGiven, type ConsentScope, consentState, covers, lastDayOf, mustBeRenewable, narrow, SIGNED, takeConsent, withdraw } from './consent';

const today = isoDate('2026-11-20');
const basic: ConsentScope = { direction: 'to_recipient', itemGroup: 'basic', purpose: 'support' };
const health: ConsentScope = { direction: 'to_recipient', itemGroup: 'health', purpose: 'support' };
const back: ConsentScope = { direction: 'from_recipient', itemGroup: 'job_search', purpose: 'support' };
const form = { validityMonths: 12, scopes: [basic, health, back] };
const given = (change: Partial<ConsentGiven> = {}): ConsentGiven => ({ givenOn: today, method: 'written', methodMeans: SIGNED, ...change });
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('takeConsent', () => {
  it('takes the whole form and ends with the same day of the month, Tokyo time', () => {
    expect(takeConsent(given(), form, today)).toEqual({
      givenOn: '2026-11-20',
      method: 'written',
      witness: null,
      validFromAt: new Date('2026-11-19T15:00:00Z'),
      validUntilAt: new Date('2027-11-20T15:00:00Z'),
      lastDay: '2027-11-20',
      scopes: form.scopes,
    });
  });

  it('takes a paper of an earlier day, but none of tomorrow', () => {
    expect(takeConsent(given({ givenOn: isoDate('2026-11-02') }), form, today).lastDay).toBe('2027-11-02');
    expect(() => takeConsent(given({ givenOn: isoDate('2026-11-21') }), form, today)).toThrow(refused('future_date'));
  });

  it('asks for a witness of every consent that leaves no signed paper, and for none of signed consent', () => {
    expect(takeConsent(given({ method: 'oral', methodMeans: null, witness: '立会 一郎' }), form, today).witness).toBe('立会 一郎');
    expect(() => takeConsent(given({ method: 'oral', methodMeans: null }), form, today)).toThrow(refused('witness_required'));
    expect(() => takeConsent(given({ method: 'oral', methodMeans: null, witness: '' }), form, today)).toThrow(refused('witness_required'));
    expect(() => takeConsent(given({ witness: '立会 一郎' }), form, today)).toThrow(refused('witness_not_expected'));
  });

  it('may last one day and not less', () => {
    expect(takeConsent(given({ lastDay: today }), form, today).validUntilAt).toEqual(new Date('2026-11-20T15:00:00Z'));
    expect(() => takeConsent(given({ lastDay: isoDate('2026-11-19') }), form, today)).toThrow(refused('end_before_start'));
  });

  it('lets lines be crossed out, but adds none and keeps the name', () => {
    expect(takeConsent(given({ scopes: [basic, back, basic] }), form, today).scopes).toEqual([basic, back]);
    const employer: ConsentScope = { direction: 'to_recipient', itemGroup: 'income', purpose: 'support' };
    expect(() => takeConsent(given({ scopes: [basic, employer] }), form, today)).toThrow(refused('outside_form'));
    expect(() => takeConsent(given({ scopes: [health] }), form, today)).toThrow(refused('basic_required'));
    expect(() => takeConsent(given({ scopes: [] }), form, today)).toThrow(refused('basic_required'));
  });
});

describe('consentState', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((offset): IsoDate => addDays(isoDate('2020-01-01'), offset));

  it('is in force on the whole of its last day in Tokyo and at no moment after', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 86_399_999 }), (givenOn, length, moment) => {
        const lastDay = addDays(givenOn, length);
        const taken = { ...takeConsent({ givenOn, method: 'written', methodMeans: SIGNED, lastDay }, form, givenOn), withdrawnAt: null, supersededAt: null };
        const onLastDay = new Date(startOfDay(lastDay).getTime() + moment);
        expect(todayInTokyo({ now: () => onLastDay })).toBe(lastDay);
        expect(consentState(taken, onLastDay)).toBe('in_force');
        expect(consentState(taken, new Date(onLastDay.getTime() + 86_400_000))).toBe('expired');
        expect(lastDayOf(taken.validUntilAt)).toBe(lastDay);
      }),
    );
  });

  it('is never in force again after its withdrawal', () => {
    const taken = takeConsent(given(), form, today);
    const at = fixedClock('2026-11-25T10:00:00+09:00').now().getTime();
    fc.assert(
      fc.property(fc.integer({ min: -500_000_000, max: 80_000_000_000 }), (offset) => {
        const state = consentState({ ...taken, withdrawnAt: new Date(at), supersededAt: null }, new Date(at + offset));
        expect(state === 'withdrawn').toBe(offset >= 0);
      }),
    );
  });
});

describe('covers', () => {
  it('asks for the way there and for support', () => {
    expect(covers(form.scopes, 'health')).toBe(true);
    expect(covers(form.scopes, 'job_search')).toBe(false);
    expect(covers([{ ...health, purpose: 'report' }], 'health')).toBe(false);
  });
});

describe('withdraw', () => {
  const at = { now: new Date('2026-11-20T01:00:00Z'), today };
  const consent = { ...takeConsent(given({ givenOn: isoDate('2026-11-10') }), form, today), withdrawnAt: null, supersededAt: null };

  it('counts from now, whatever day it is dated', () => {
    expect(withdraw(consent, isoDate('2026-11-18'), at)).toEqual({ withdrawnOn: '2026-11-18', withdrawnAt: at.now });
  });

  it('succeeds after the end too', () => {
    const later = { now: new Date('2028-01-10T01:00:00Z'), today: isoDate('2028-01-10') };
    expect(withdraw(consent, later.today, later).withdrawnAt).toEqual(later.now);
  });

  it('happens once, not in the future, not before the consent', () => {
    expect(() => withdraw({ ...consent, withdrawnAt: at.now }, today, at)).toThrow(refused('already_withdrawn'));
    expect(() => withdraw(consent, isoDate('2026-11-21'), at)).toThrow(refused('future_date'));
    expect(() => withdraw(consent, isoDate('2026-11-09'), at)).toThrow(refused('end_before_start'));
  });
});

describe('narrow', () => {
  const at = { now: new Date('2026-11-20T01:00:00Z'), today };
  const consent = { ...takeConsent(given({ givenOn: isoDate('2026-11-10') }), form, today), withdrawnAt: null, supersededAt: null };
  const healthOut = { direction: 'to_recipient', itemGroup: 'health' } as const;
  const take = (change: object): (() => unknown) => () => narrow({ ...consent, ...change }, { narrowedOn: today, groups: [healthOut] }, at);

  it('takes back what is shared, and leaves the rest', () => {
    expect(narrow(consent, { narrowedOn: isoDate('2026-11-12'), groups: [healthOut] }, at)).toEqual([healthOut]);
  });

  it('is asked of a consent in force, for what it still says, and not for the name alone', () => {
    expect(take({ withdrawnAt: at.now })).toThrow(refused('not_in_force'));
    expect(take({ supersededAt: at.now })).toThrow(refused('not_in_force'));
    expect(take({ validUntilAt: at.now })).toThrow(refused('not_in_force'));
    expect(take({ scopes: [basic] })).toThrow(refused('outside_consent'));
    for (const [code, narrowedOn, groups] of [
      ['future_date', '2026-11-21', [healthOut]],
      ['end_before_start', '2026-11-09', [healthOut]],
      ['nothing_to_narrow', '2026-11-20', []],
      ['basic_required', '2026-11-20', [{ direction: 'to_recipient', itemGroup: 'basic' }]],
    ] as const) {
      expect(() => narrow(consent, { narrowedOn: isoDate(narrowedOn), groups }, at)).toThrow(refused(code));
    }
  });
});

describe('a renewal', () => {
  const now = new Date('2026-11-20T01:00:00Z');
  const consent = { ...takeConsent(given(), form, today), withdrawnAt: null, supersededAt: null };

  it('takes the place of a consent that runs or has run out, once, and never of a withdrawn one', () => {
    expect(() => mustBeRenewable(consent, now)).not.toThrow();
    expect(() => mustBeRenewable(consent, new Date('2028-01-01T00:00:00Z'))).not.toThrow();
    expect(() => mustBeRenewable({ ...consent, supersededAt: now }, now)).toThrow(refused('not_renewable'));
    expect(() => mustBeRenewable({ ...consent, withdrawnAt: now }, now)).toThrow(refused('not_renewable'));
  });

  it('leaves nothing to withdraw in the old one', () => {
    expect(() => withdraw({ ...consent, supersededAt: now }, today, { now, today })).toThrow(refused('already_renewed'));
  });
});
