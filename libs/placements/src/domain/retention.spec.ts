import { addDays, daysBetween, isoDate, partsOf } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { type Attempt, checkAttempt, checksAfter, parseMilestones, requireRecordable } from './retention';

const today = isoDate('2026-11-20');
const hiredOn = isoDate('2026-10-01');
const code = (name: string): Error => expect.objectContaining({ code: name }) as Error;
const setting = [
  { milestone: 'w1', days: 7 },
  { milestone: 'm1', months: 1 },
  { milestone: 'm3', months: 3 },
  { milestone: 'm6', months: 6 },
];
const attempt: Attempt = { attemptedOn: today, reached: true, askedWhom: 'client', outcome: 'employed', leftOn: null, separationReason: null };

describe('when a placement is looked after', () => {
  it('is a week, one, three and six months after 就職日, clamped to shorter months', () => {
    expect(checksAfter(isoDate('2026-08-31'), parseMilestones(setting))).toEqual([
      { milestone: 'w1', dueOn: '2026-09-07' },
      { milestone: 'm1', dueOn: '2026-09-30' },
      { milestone: 'm3', dueOn: '2026-11-30' },
      { milestone: 'm6', dueOn: '2027-02-28' },
    ]);
  });

  it('is always in order, always later, never further from the day than a shorter month asks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
        const from = addDays(isoDate('1990-01-01'), offset);
        const due = checksAfter(from, parseMilestones(setting)).map((check) => check.dueOn);
        expect([...due].sort()).toEqual(due);
        expect(daysBetween(from, due[0]!)).toBe(7);
        for (const day of due.slice(1)) expect(partsOf(from).day - partsOf(day).day).toBeGreaterThanOrEqual(0);
        for (const day of due.slice(1)) expect(partsOf(from).day - partsOf(day).day).toBeLessThanOrEqual(3);
      }),
    );
  });

  it.each([[null], ['w1'], [[{ milestone: '2週間', days: 1 }]], [[{ milestone: 'w1' }]], [[{ milestone: 'w1', days: 0 }]], [[setting[0], setting[0]]]])(
    'is not read from a setting such as %j',
    (value) => {
      expect(() => parseMilestones(value)).toThrow(/retention\.milestones/);
    },
  );
});

describe('an attempt', () => {
  it('lies between 就職日 and today', () => {
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 60 }), (offset) => {
        const attemptedOn = addDays(today, offset);
        const check = (): void => checkAttempt({ ...attempt, attemptedOn }, hiredOn, today);
        if (offset > 0) expect(check).toThrow(code('future_date'));
        else if (attemptedOn < hiredOn) expect(check).toThrow(code('attempted_before_hired'));
        else expect(check).not.toThrow();
      }),
    );
  });

  it('says still employed only when somebody was reached', () => {
    expect(() => checkAttempt({ ...attempt, reached: false }, hiredOn, today)).toThrow(code('employed_unreached'));
    expect(() => checkAttempt({ ...attempt, reached: false, outcome: 'unknown' }, hiredOn, today)).not.toThrow();
  });

  it('that finds the person gone has a day and a reason, between 就職日 and the attempt', () => {
    const left = { ...attempt, outcome: 'left', leftOn: isoDate('2026-11-10'), separationReason: 'health' } as const;
    expect(() => checkAttempt(left, hiredOn, today)).not.toThrow();
    expect(() => checkAttempt({ ...left, leftOn: hiredOn }, hiredOn, today)).not.toThrow();
    expect(() => checkAttempt({ ...left, leftOn: null }, hiredOn, today)).toThrow(code('left_on_required'));
    expect(() => checkAttempt({ ...left, leftOn: addDays(hiredOn, -1) }, hiredOn, today)).toThrow(code('left_before_hired'));
    expect(() => checkAttempt({ ...left, leftOn: addDays(today, 1) }, hiredOn, today)).toThrow(code('left_after_attempt'));
    expect(() => checkAttempt({ ...left, separationReason: null }, hiredOn, today)).toThrow(code('separation_reason_required'));
  });

  it('that does not find the person gone has neither', () => {
    expect(() => checkAttempt({ ...attempt, leftOn: today }, hiredOn, today)).toThrow(code('separation_not_expected'));
    expect(() => checkAttempt({ ...attempt, outcome: 'unknown', separationReason: 'health' }, hiredOn, today)).toThrow(code('separation_not_expected'));
  });
});

describe('a check', () => {
  it('can be recorded while its outcome is open or unknown', () => {
    expect(() => requireRecordable({ status: 'confirmed', separated: false }, null)).not.toThrow();
    expect(() => requireRecordable({ status: 'confirmed', separated: false }, 'unknown')).not.toThrow();
    expect(() => requireRecordable({ status: 'confirmed', separated: false }, 'employed')).toThrow(code('already_recorded'));
    expect(() => requireRecordable({ status: 'confirmed', separated: false }, 'left')).toThrow(code('already_recorded'));
  });

  it('belongs to a confirmed placement that has not ended', () => {
    expect(() => requireRecordable({ status: 'recorded', separated: false }, null)).toThrow(code('not_confirmed'));
    expect(() => requireRecordable({ status: 'cancelled', separated: false }, null)).toThrow(code('not_confirmed'));
    expect(() => requireRecordable({ status: 'confirmed', separated: true }, null)).toThrow(code('already_left'));
  });
});
