import { addDays, daysInMonth, isoDate, partsOf } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import {
  checkRegistration,
  defaultValidUntil,
  INTRODUCTION_RESULTS,
  isValidOn,
  mayLeadToPlacement,
  type Registration,
  registrationFor,
  settleIntroduction,
} from './job-search';

const today = isoDate('2026-11-20');
const code = (name: string): Error => expect.objectContaining({ code: name }) as Error;
const registration: Registration = {
  registrationNumber: '35010-00123456',
  registeredOn: isoDate('2026-10-01'),
  validUntil: isoDate('2026-12-01'),
  firstEver: 'no',
  lastUsedOn: isoDate('2024-03-31'),
};

describe('a job-seeker registration', () => {
  it('accepts what a form says', () => {
    expect(() => checkRegistration(registration, today)).not.toThrow();
    expect(() => checkRegistration({ ...registration, firstEver: 'yes', lastUsedOn: null }, today)).not.toThrow();
  });

  it.each(['35010-0012345', '3501000123456', '35010-001234567', 'A5010-00123456', '３５０１０-00123456', ''])('refuses the number %s', (number) => {
    expect(() => checkRegistration({ ...registration, registrationNumber: number }, today)).toThrow(code('format'));
  });

  it('refuses dates that cannot be', () => {
    expect(() => checkRegistration({ ...registration, registeredOn: addDays(today, 1) }, today)).toThrow(code('future_date'));
    expect(() => checkRegistration({ ...registration, validUntil: addDays(registration.registeredOn, -1) }, today)).toThrow(code('end_before_start'));
    expect(() => checkRegistration({ ...registration, lastUsedOn: addDays(registration.registeredOn, 1) }, today)).toThrow(
      code('last_used_after_registered'),
    );
    expect(() => checkRegistration({ ...registration, firstEver: 'yes' }, today)).toThrow(code('last_used_not_expected'));
  });

  it('ends by default on the same day of a later month, or on that month\'s last day', () => {
    expect(defaultValidUntil(isoDate('2026-11-20'), 2)).toBe('2027-01-20');
    expect(defaultValidUntil(isoDate('2026-12-31'), 2)).toBe('2027-02-28');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 12 }), (offset, months) => {
        const from = addDays(isoDate('2020-01-01'), offset);
        const until = partsOf(defaultValidUntil(from, months));
        expect(until.day).toBe(Math.min(partsOf(from).day, daysInMonth(until.year, until.month)));
        expect((until.year - partsOf(from).year) * 12 + until.month - partsOf(from).month).toBe(months);
      }),
    );
  });

  it('is valid on its first and on its last day', () => {
    expect(isValidOn(registration, registration.registeredOn)).toBe(true);
    expect(isValidOn(registration, registration.validUntil)).toBe(true);
    expect(isValidOn(registration, addDays(registration.registeredOn, -1))).toBe(false);
    expect(isValidOn(registration, addDays(registration.validUntil, 1))).toBe(false);
  });
});

describe('a job introduction', () => {
  const older = { id: 'older', registeredOn: isoDate('2026-08-01'), validUntil: isoDate('2026-10-31') };
  const newer = { id: 'newer', registeredOn: isoDate('2026-10-15'), validUntil: isoDate('2026-12-15') };

  it('stands under the newest registration that is valid on its day', () => {
    expect(registrationFor([older, newer], isoDate('2026-10-20'), today).id).toBe('newer');
    expect(registrationFor([newer, older], isoDate('2026-09-01'), today).id).toBe('older');
  });

  it('needs one, and a day that has come', () => {
    expect(() => registrationFor([], today, today)).toThrow(code('no_valid_registration'));
    expect(() => registrationFor([older], isoDate('2026-11-01'), today)).toThrow(code('no_valid_registration'));
    expect(() => registrationFor([newer], addDays(today, 1), today)).toThrow(code('future_date'));
  });

  it('is possible exactly on the days on which some registration is valid', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 0 }), (offset) => {
        const day = addDays(today, offset);
        const possible = [older, newer].some((one) => one.registeredOn <= day && day <= one.validUntil);
        if (possible) expect(isValidOn(registrationFor([older, newer], day, today), day)).toBe(true);
        else expect(() => registrationFor([older, newer], day, today)).toThrow(code('no_valid_registration'));
      }),
    );
  });

  it.each(INTRODUCTION_RESULTS)('may end as %s once, between its day and today', (result) => {
    const introduction = { result: 'pending', introducedOn: isoDate('2026-11-01') } as const;
    expect(settleIntroduction(introduction, result, introduction.introducedOn, today)).toBe(result);
    expect(settleIntroduction(introduction, result, today, today)).toBe(result);
    expect(() => settleIntroduction(introduction, result, addDays(today, 1), today)).toThrow(code('future_date'));
    expect(() => settleIntroduction(introduction, result, addDays(introduction.introducedOn, -1), today)).toThrow(code('result_before_introduced'));
    for (const ended of INTRODUCTION_RESULTS) {
      expect(() => settleIntroduction({ ...introduction, result: ended }, result, today, today)).toThrow(code('illegal_transition'));
    }
  });

  it('leads to a placement unless it ended otherwise', () => {
    expect((['pending', 'hired', 'rejected', 'withdrawn'] as const).map(mayLeadToPlacement)).toEqual([true, true, false, false]);
  });
});

