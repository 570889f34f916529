import { addDays, isoDate } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { APPOINTMENT_OUTCOMES, checkContact, checkNextAppointment, settleAppointment } from './consultation';

const today = isoDate('2026-11-20');
const code = (name: string): Error => expect.objectContaining({ code: name }) as Error;

describe('a contact', () => {
  it('is recorded for today and any day before, never for a day to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (offset) => {
        const record = (): void => checkContact({ occurredOn: addDays(today, offset), attended: true, absenceReason: null }, today);
        if (offset <= 0) expect(record).not.toThrow();
        else expect(record).toThrow(code('future_date'));
      }),
    );
  });

  it('has a reason exactly when nobody came', () => {
    expect(() => checkContact({ occurredOn: today, attended: false, absenceReason: 'illness' }, today)).not.toThrow();
    expect(() => checkContact({ occurredOn: today, attended: false, absenceReason: null }, today)).toThrow(code('absence_reason_required'));
    expect(() => checkContact({ occurredOn: today, attended: true, absenceReason: 'illness' }, today)).toThrow(code('absence_reason_not_expected'));
  });
});

describe('a next appointment', () => {
  it('is not before the contact in which it was made, but may be past when typed late', () => {
    const contact = addDays(today, -7);
    expect(() => checkNextAppointment(contact, contact)).not.toThrow();
    expect(() => checkNextAppointment(addDays(today, -3), contact)).not.toThrow();
    expect(() => checkNextAppointment(addDays(contact, -1), contact)).toThrow(code('planned_before_contact'));
  });

  it.each(APPOINTMENT_OUTCOMES)('may end as %s once', (outcome) => {
    expect(settleAppointment('planned', outcome, today, today)).toBe(outcome);
    for (const ended of APPOINTMENT_OUTCOMES) {
      expect(() => settleAppointment(ended, outcome, today, today)).toThrow(code('illegal_transition'));
    }
  });

  it('can be cancelled before its day, but neither kept nor missed', () => {
    const tomorrow = addDays(today, 1);
    expect(settleAppointment('planned', 'cancelled', tomorrow, today)).toBe('cancelled');
    expect(() => settleAppointment('planned', 'kept', tomorrow, today)).toThrow(code('future_date'));
    expect(() => settleAppointment('planned', 'missed', tomorrow, today)).toThrow(code('future_date'));
  });
});
