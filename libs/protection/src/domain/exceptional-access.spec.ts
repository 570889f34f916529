import { exceptionalState, groupsToAsk, mayDecide, mayEnd } from './exceptional-access';

const now = new Date('2026-11-20T01:00:00Z');
const later = new Date('2026-11-20T02:00:00Z');
const asked = { askedBy: 'first', decision: null, validUntilAt: null, endedAt: null };
const open = { ...asked, decision: 'approved' as const, validUntilAt: later };
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

it('is over by time itself, or when somebody ends it', () => {
  expect([asked, { ...asked, decision: 'refused' as const }, open, { ...open, validUntilAt: now }, { ...open, endedAt: now }].map((one) => exceptionalState(one, now))).toEqual([
    'asked', 'refused', 'open', 'over', 'over',
  ]);
});

it('is decided once, by a supervisor who did not ask', () => {
  expect(() => mayDecide(asked, { staffId: 'second', supervises: true })).not.toThrow();
  expect(() => mayDecide(asked, { staffId: 'first', supervises: true })).toThrow(refused('second_person'));
  expect(() => mayDecide(asked, { staffId: 'second', supervises: false })).toThrow(refused('not_decider'));
  expect(() => mayDecide(open, { staffId: 'second', supervises: true })).toThrow(refused('already_decided'));
});

it('is ended only while it runs, and asks for the name with the rest', () => {
  expect(() => mayEnd(open, now)).not.toThrow();
  expect(() => mayEnd(open, later)).toThrow(refused('not_in_force'));
  expect(groupsToAsk(['basic', 'health', 'health'])).toEqual(['basic', 'health']);
  expect(() => groupsToAsk(['health'])).toThrow(refused('basic_required'));
});
