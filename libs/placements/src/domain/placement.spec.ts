import { addDays, isoDate } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { checkPlacement, confirm, PLACEMENT_MOVES, type PlacementFacts, type PlacementWords } from './placement';

const today = isoDate('2026-11-20');
const code = (name: string): Error => expect.objectContaining({ code: name }) as Error;
const facts: PlacementFacts = {
  introductionId: null,
  introducedOn: isoDate('2026-10-20'),
  hiredOn: isoDate('2026-11-01'),
  route: 'own_office',
  term: 'regular',
  hours: 'full_time',
  permanentEmployee: true,
  dispatched: false,
  weeklyHours: 40,
};

const words: PlacementWords = { ownIntroduction: true, noTerm: true, partTime: false };

describe('a placement', () => {
  it('accepts what is usual, a first day to come included', () => {
    expect(() => checkPlacement(facts, words, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, hiredOn: addDays(today, 30) }, words, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, introducedOn: null, route: 'self' }, { ...words, ownIntroduction: false }, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, introducedOn: facts.hiredOn }, words, today)).not.toThrow();
  });

  it('by the own office has a day of introduction', () => {
    expect(() => checkPlacement({ ...facts, introducedOn: null }, words, today)).toThrow(code('introduced_on_required'));
  });

  it('from an introduction came by no other route', () => {
    expect(() => checkPlacement({ ...facts, introductionId: 'i' }, words, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, introductionId: 'i' }, { ...words, ownIntroduction: false }, today)).toThrow(code('route_mismatch'));
  });

  it('is never introduced after it began, nor on a day to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (introduced, hired) => {
        const check = (): void => checkPlacement({ ...facts, introducedOn: addDays(today, introduced), hiredOn: addDays(today, hired) }, words, today);
        if (introduced > hired) expect(check).toThrow(code('introduced_after_hired'));
        else if (introduced > 0) expect(check).toThrow(code('future_date'));
        else expect(check).not.toThrow();
      }),
    );
  });

  it('of a 正社員 is full-time and without a term, in every combination', () => {
    for (const partTime of [true, false]) {
      for (const noTerm of [true, false]) {
        const check = (): void => checkPlacement(facts, { ...words, partTime, noTerm }, today);
        if (partTime) expect(check).toThrow(code('permanent_part_time'));
        else if (!noTerm) expect(check).toThrow(code('permanent_not_regular'));
        else expect(check).not.toThrow();
        expect(() => checkPlacement({ ...facts, permanentEmployee: false }, { ...words, partTime, noTerm }, today)).not.toThrow();
      }
    }
  });
});

describe('the way of a placement', () => {
  it('goes from recorded to confirmed, and from either to cancelled, and no other way', () => {
    expect(PLACEMENT_MOVES.next('recorded', 'confirm')).toBe('confirmed');
    expect(PLACEMENT_MOVES.next('recorded', 'cancel')).toBe('cancelled');
    expect(PLACEMENT_MOVES.next('confirmed', 'cancel')).toBe('cancelled');
    expect(() => PLACEMENT_MOVES.next('confirmed', 'confirm')).toThrow(code('illegal_transition'));
    expect(() => PLACEMENT_MOVES.next('cancelled', 'confirm')).toThrow(code('illegal_transition'));
    expect(() => PLACEMENT_MOVES.next('cancelled', 'cancel')).toThrow(code('illegal_transition'));
  });

  it('is confirmed between its first day and today', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }), (hired, confirmed) => {
        const move = (): string => confirm('recorded', addDays(today, hired), addDays(today, confirmed), today);
        if (hired > 0) expect(move).toThrow(code('hired_in_future'));
        else if (confirmed > 0) expect(move).toThrow(code('future_date'));
        else if (confirmed < hired) expect(move).toThrow(code('confirmed_before_hired'));
        else expect(move()).toBe('confirmed');
      }),
    );
  });

  it.each(['confirmed', 'cancelled'] as const)('is not confirmed when it is %s', (status) => {
    expect(() => confirm(status, facts.hiredOn, today, today)).toThrow(code('illegal_transition'));
  });
});
