import { addDays, isoDate } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { checkPlacement, confirm, HOURS, PLACEMENT_MOVES, type PlacementFacts, ROUTES, TERMS } from './placement';

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

describe('a placement', () => {
  it('accepts what is usual, a first day to come included', () => {
    expect(() => checkPlacement(facts, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, hiredOn: addDays(today, 30) }, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, introducedOn: null, route: 'self' }, today)).not.toThrow();
    expect(() => checkPlacement({ ...facts, introducedOn: facts.hiredOn }, today)).not.toThrow();
  });

  it('by the own office has a day of introduction', () => {
    expect(() => checkPlacement({ ...facts, introducedOn: null }, today)).toThrow(code('introduced_on_required'));
  });

  it.each(ROUTES.filter((route) => route !== 'own_office'))('from an introduction did not come by %s', (route) => {
    expect(() => checkPlacement({ ...facts, introductionId: 'i', route }, today)).toThrow(code('route_mismatch'));
  });

  it('is never introduced after it began, nor on a day to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (introduced, hired) => {
        const check = (): void => checkPlacement({ ...facts, introducedOn: addDays(today, introduced), hiredOn: addDays(today, hired) }, today);
        if (introduced > hired) expect(check).toThrow(code('introduced_after_hired'));
        else if (introduced > 0) expect(check).toThrow(code('future_date'));
        else expect(check).not.toThrow();
      }),
    );
  });

  it('of a 正社員 is full-time and without a term, in every combination', () => {
    for (const hours of HOURS) {
      for (const term of TERMS) {
        const check = (): void => checkPlacement({ ...facts, hours, term }, today);
        if (hours === 'part_time') expect(check).toThrow(code('permanent_part_time'));
        else if (term !== 'regular') expect(check).toThrow(code('permanent_not_regular'));
        else expect(check).not.toThrow();
        expect(() => checkPlacement({ ...facts, hours, term, permanentEmployee: false }, today)).not.toThrow();
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
