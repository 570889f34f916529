import { isoDate } from '@madoguchi/kernel';
import { endsByHand, finish, type FollowUpState, mayBePostponed, mustBeOpen, postpone, screenOf } from './follow-up';
import { declaredFollowUpKinds, declareFollowUpKind, followUpKindOf } from './follow-up-kind';

const today = isoDate('2026-11-20');
const errand = declareFollowUpKind('test_errand', { room: 'test', endedBy: 'hand', postponedBy: 'hand', tab: 'record' });
const reply = declareFollowUpKind('test_reply', {
  room: 'test',
  endedBy: 'record',
  postponedBy: 'nobody',
  tab: 'referral',
  screen: 'referrals_received',
  screenWhileWaiting: 'referrals_sent',
});
const open = (kind: FollowUpState['kind']): FollowUpState => ({ kind, status: 'open', waiting: false });
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('a kind', () => {
  it('is declared once, and found by its code', () => {
    expect(followUpKindOf('test_errand')).toBe(errand);
    expect(declaredFollowUpKinds()).toEqual(expect.arrayContaining([errand, reply]));
    expect(() => declareFollowUpKind('test_errand', { ...errand, room: 'elsewhere' })).toThrow('Follow-up kind test_errand is declared twice: by test and elsewhere');
  });

  it('of a later version can be looked at only', () => {
    const unknown = open(followUpKindOf('test_tomorrow'));
    expect([endsByHand(unknown), mayBePostponed(unknown), screenOf(unknown)]).toEqual([false, false, null]);
    expect(() => finish(unknown)).toThrow(refused('closed_by_record'));
  });

  it('says where it is worked on, and where whoever waits looks', () => {
    expect([screenOf(open(reply)), screenOf({ ...open(reply), waiting: true }), screenOf(open(errand))]).toEqual(['referrals_received', 'referrals_sent', null]);
  });
});

describe('finish', () => {
  it('ends by hand what no record ends', () => expect(finish(open(errand))).toBe('done'));

  it('leaves the others to their record', () => {
    expect(() => finish(open(reply))).toThrow(refused('closed_by_record'));
  });

  it('does not end what another office owes', () => {
    expect(() => finish({ ...open(errand), waiting: true })).toThrow(refused('closed_by_record'));
  });

  it.each(['done', 'void'] as const)('refuses an item that is %s', (status) => {
    expect(() => finish({ ...open(errand), status })).toThrow(refused('already_closed'));
    expect(() => mustBeOpen({ status })).toThrow(refused('already_closed'));
  });
});

describe('postpone', () => {
  it('takes today and later days', () => {
    expect(postpone(open(errand), today, today)).toBe('2026-11-20');
    expect(postpone(open(errand), isoDate('2026-12-01'), today)).toBe('2026-12-01');
  });

  it('refuses a day that has passed', () => {
    expect(() => postpone(open(errand), isoDate('2026-11-19'), today)).toThrow(refused('past_date'));
  });

  it('holds a date that an official clock has set', () => {
    expect(() => postpone(open(reply), isoDate('2026-12-01'), today)).toThrow(refused('fixed_due_date'));
  });

  it('does not move what another office owes', () => {
    expect(() => postpone({ ...open(errand), waiting: true }, isoDate('2026-12-01'), today)).toThrow(refused('fixed_due_date'));
  });
});
