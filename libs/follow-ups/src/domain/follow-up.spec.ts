import { isoDate } from '@madoguchi/kernel';
import { finish, FOLLOW_UP_KINDS, type FollowUpKind, type FollowUpState, mustBeOpen, postpone } from './follow-up';

const today = isoDate('2026-11-20');
const open = (kind: FollowUpKind): FollowUpState => ({ kind, status: 'open', waiting: false });
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

const BY_HAND: FollowUpKind[] = ['task', 'income_report', 'consent_expiry', 'disposal_confirmation', 'support_without_sharing', 'exceptional_notice', 'onward_notice', 'consent_paper'];
const FIXED: FollowUpKind[] = ['referral_decide', 'referral_reply', 'consent_expiry', 'registration_expiry'];

describe('finish', () => {
  it.each(BY_HAND)('ends %s by hand', (kind) => expect(finish(open(kind))).toBe('done'));

  it.each(FOLLOW_UP_KINDS.filter((kind) => !BY_HAND.includes(kind)))('leaves %s to its record', (kind) => {
    expect(() => finish(open(kind))).toThrow(refused('closed_by_record'));
  });

  it('does not end what another office owes', () => {
    expect(() => finish({ ...open('task'), waiting: true })).toThrow(refused('closed_by_record'));
  });

  it.each(['done', 'void'] as const)('refuses an item that is %s', (status) => {
    expect(() => finish({ ...open('task'), status })).toThrow(refused('already_closed'));
    expect(() => mustBeOpen({ ...open('task'), status })).toThrow(refused('already_closed'));
  });
});

describe('postpone', () => {
  it('takes today and later days', () => {
    expect(postpone(open('task'), today, today)).toBe('2026-11-20');
    expect(postpone(open('plan_review'), isoDate('2026-12-01'), today)).toBe('2026-12-01');
  });

  it('refuses a day that has passed', () => {
    expect(() => postpone(open('task'), isoDate('2026-11-19'), today)).toThrow(refused('past_date'));
  });

  it.each(FIXED)('holds the date of %s', (kind) => {
    expect(() => postpone(open(kind), isoDate('2026-12-01'), today)).toThrow(refused('fixed_due_date'));
  });

  it('does not move what another office owes', () => {
    expect(() => postpone({ ...open('task'), waiting: true }, isoDate('2026-12-01'), today)).toThrow(refused('fixed_due_date'));
  });
});
