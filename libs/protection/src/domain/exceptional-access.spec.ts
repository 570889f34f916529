import { answerState, checkAsking, groupsToAsk, lastTime, mayAnswer, mayEnd, questionState } from './exceptional-access';

const now = new Date('2026-11-20T01:00:00Z');
const later = new Date('2026-11-20T02:00:00Z');
const asked = { askedBy: 'first', answerUntilAt: later, decision: null, validUntilAt: null, endedAt: null };
const open = { ...asked, decision: 'approved' as const, validUntilAt: later };
const said = { ...asked, decision: 'refused' as const };
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

it('says the same to who asked of whoever refuses, is silent, or holds nothing', () => {
  // Only what lets look reaches who asked.
  expect([now, later].map((at) => questionState([], later, at))).toEqual(['asked', 'nothing']);
  expect([[open], [{ ...open, validUntilAt: now }], [{ ...open, endedAt: now }], [{ ...open, endedAt: now }, open]].map((all) => questionState(all, now, now))).toEqual(['open', 'over', 'over', 'open']);
});

it('is over by time itself, or when somebody ends it', () => {
  expect([asked, said, open, { ...open, validUntilAt: now }, { ...open, endedAt: now }].map((one) => answerState(one, later, now))).toEqual(['waiting', 'refused', 'open', 'over', 'over']);
  expect(answerState(asked, now, now)).toBe('late');
});

it('is answered once, in time, by somebody of the holder who did not ask', () => {
  const second = { staffId: 'second', decides: true };
  expect(() => mayAnswer(asked, second, 'approved', now)).not.toThrow();
  expect(() => mayAnswer(asked, { ...second, staffId: 'first' }, 'approved', now)).toThrow(refused('second_person'));
  expect(() => mayAnswer(asked, { ...second, decides: false }, 'approved', now)).toThrow(refused('not_decider'));
  expect(() => mayAnswer(open, second, 'refused', now)).toThrow(refused('already_decided'));
  expect(() => mayAnswer(asked, second, 'approved', later)).toThrow(refused('too_late'));
  expect(() => mayAnswer(asked, second, 'refused', later)).not.toThrow();
});

it('is ended only while it runs, and asks for the name with the rest', () => {
  expect(() => mayEnd('open')).not.toThrow();
  expect(() => mayEnd('over')).toThrow(refused('not_in_force'));
  expect(groupsToAsk(['basic', 'health', 'health'])).toEqual(['basic', 'health']);
  expect(() => groupsToAsk(['health'])).toThrow(refused('basic_required'));
});

it('means somebody by name or number; what was told by telephone has its teller, its time and its basis', () => {
  const fields = (change: object): readonly string[] => {
    try {
      checkAsking({ number: 'R08-00001', askedName: null, legalBasis: 'clear_benefit', toldBy: null, toldAt: null, ...change });
      return [];
    } catch (error) {
      return (error as { detail: { fields: { field: string }[] } }).detail.fields.map((one) => one.field);
    }
  };
  expect(fields({})).toEqual([]);
  expect(fields({ number: null })).toEqual(['askedName']);
  expect(fields({ toldBy: '当番' })).toEqual(['toldTime']);
  expect(fields({ toldAt: now })).toEqual(['toldBy']);
  expect(fields({ toldBy: '当番', toldAt: now, legalBasis: 'law' })).toEqual(['legalBasis']);
});

it('takes a time of day for the last time that it was so late in Tokyo', () => {
  // It is ten in the morning there.
  expect(['10:00', '９：５９', '2310', '0:05', '10:01'].map((time) => lastTime(time, now).toISOString())).toEqual([
    '2026-11-20T01:00:00.000Z', '2026-11-20T00:59:00.000Z', '2026-11-19T14:10:00.000Z', '2026-11-19T15:05:00.000Z', '2026-11-19T01:01:00.000Z',
  ]);
  for (const wrong of ['24:00', '9:60', '昨夜', '']) expect(() => lastTime(wrong, now)).toThrow(refused('time'));
});
