import { businessCalendar, isoDate } from '@madoguchi/kernel';
import {
  allowedCommands,
  checkParts,
  documentDate,
  documentNumber,
  isShared,
  move,
  nextMove,
  onWithdrawal,
  openDaysLeft,
  type Referral,
  statusFor,
} from './referral';
import { COMMAND_RULES, REFERRAL_COMMANDS, REFERRAL_STATUSES, type ReferralCommand, type ReferralStatus, sendingStatus } from './referral-status';

const today = isoDate('2026-11-20');
const referral = (change: Partial<Referral> = {}): Referral => ({
  sharingEnd: null,
  id: 'r',
  personId: 'p',
  municipalityId: 'm',
  sourceOfficeId: 'welfare',
  sourceOrganisationId: 'city',
  recipientOfficeId: 'hello-work',
  writtenBy: 'writer',
  status: 'draft',
  submittedAt: null,
  documentNumber: null,
  sentAt: null,
  replyDueOn: null,
  assignedTo: null,
  sharingEndedAt: null,
  version: 1,
  ...change,
});
const actorOf = (command: ReferralCommand): { staffId: string; officeId: string } => ({
  staffId: 'somebody',
  officeId: COMMAND_RULES[command].side === 'source' ? 'welfare' : 'hello-work',
});
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

/** The whole table again, as the contract between the two offices says it. */
const LEGAL: readonly (readonly [ReferralStatus, ReferralCommand, ReferralStatus])[] = [
  ['draft', 'edit', 'draft'],
  ['draft', 'submit', 'submitted'],
  ['draft', 'recall', 'recalled'],
  ['submitted', 'send_back', 'draft'],
  ['submitted', 'decide', 'sent'],
  ['submitted', 'recall', 'recalled'],
  ...(['sent', 'assigned'] as const).flatMap(
    (from) =>
      [
        [from, 'take', 'assigned'],
        [from, 'assign', 'assigned'],
        [from, 'accept', 'accepted'],
        [from, 'return', 'returned'],
        [from, 'decline', 'declined'],
        [from, 'recall', 'recalled'],
      ] as const,
  ),
  ['accepted', 'assign', 'accepted'],
  ['accepted', 'close', 'closed'],
  ['returned', 'revise', 'draft'],
];
const ILLEGAL = REFERRAL_STATUSES.flatMap((status) => REFERRAL_COMMANDS.map((command) => [status, command] as const)).filter(
  ([status, command]) => !LEGAL.some(([from, by]) => from === status && by === command),
);

describe('move', () => {
  it.each(LEGAL)('%s --%s--> %s', (from, command, to) => {
    expect(move(referral({ status: from }), command, actorOf(command))).toBe(to);
  });

  it.each(ILLEGAL)('refuses, in %s, %s', (status, command) => {
    expect(() => move(referral({ status }), command, actorOf(command))).toThrow(refused('illegal_transition'));
  });

  it.each(LEGAL)('in %s, %s is not the other office’s to give', (from, command) => {
    const other = actorOf(command).officeId === 'welfare' ? 'hello-work' : 'welfare';
    expect(() => move(referral({ status: from }), command, { staffId: 'somebody', officeId: other })).toThrow(refused('not_found'));
  });

  it('is not decided by who wrote it', () => {
    const submitted = referral({ status: 'submitted' });
    expect(() => move(submitted, 'decide', { staffId: 'writer', officeId: 'welfare' })).toThrow(refused('own_decision'));
  });
});

describe('allowedCommands', () => {
  const city = new Set(['referrals.draft', 'referrals.decide']);

  it('offers what role, office and state allow together', () => {
    const submitted = referral({ status: 'submitted' });
    expect(allowedCommands(submitted, { staffId: 'boss', officeId: 'welfare' }, city)).toEqual(['send_back', 'decide', 'recall']);
    expect(allowedCommands(submitted, { staffId: 'writer', officeId: 'welfare' }, city)).toEqual(['send_back', 'recall']);
    expect(allowedCommands(submitted, { staffId: 'boss', officeId: 'welfare' }, new Set(['referrals.draft']))).toEqual(['recall']);
    expect(allowedCommands(submitted, { staffId: 'x', officeId: 'hello-work' }, new Set(['referrals.reply']))).toEqual([]);
  });

  it('offers the receiver its replies', () => {
    const sent = referral({ status: 'sent' });
    expect(allowedCommands(sent, { staffId: 'n', officeId: 'hello-work' }, new Set(['referrals.reply']))).toEqual(['take', 'accept', 'return', 'decline']);
  });
});

describe('nextMove', () => {
  it('is owed by exactly one office until the request has ended', () => {
    const owed = Object.fromEntries(REFERRAL_STATUSES.map((status) => [status, nextMove(referral({ status }))?.side ?? null]));
    expect(owed).toEqual({
      draft: 'source',
      submitted: 'source',
      sent: 'recipient',
      assigned: 'recipient',
      accepted: 'recipient',
      returned: 'source',
      declined: null,
      recalled: null,
      closed: null,
    });
  });
});

describe('openDaysLeft', () => {
  // 23 November 2026 is 勤労感謝の日, a Monday.
  const calendar = businessCalendar({ holidays: [isoDate('2026-11-23')] });
  const due = (replyDueOn: string): Referral => referral({ status: 'sent', replyDueOn: isoDate(replyDueOn) });

  it.each([
    ['2026-11-20', 0],
    ['2026-11-24', 1],
    ['2026-11-30', 5],
    ['2026-11-18', -2],
  ])('counts to %s as %d', (day, days) => expect(openDaysLeft(due(day), calendar, today)).toBe(days));

  it('stands still once there is a reply', () => {
    expect(openDaysLeft({ ...due('2026-11-18'), status: 'accepted' }, calendar, today)).toBeNull();
  });
});

describe('what the receiver is told', () => {
  it('tells of a sending what came back of it, whatever has become of the request', () => {
    for (const request of REFERRAL_STATUSES) {
      expect(sendingStatus({ reply: 'returned', sharingEnd: 'returned' }, request)).toBe('returned');
      expect(sendingStatus({ reply: 'declined', sharingEnd: 'declined' }, request)).toBe('declined');
      for (const sharingEnd of ['recalled', 'withdrawn']) expect(sendingStatus({ reply: null, sharingEnd }, request)).toBe('recalled');
    }
    expect(sendingStatus({ reply: 'accepted', sharingEnd: 'withdrawn' }, 'closed')).toBe('closed');
    expect(sendingStatus({ reply: null, sharingEnd: null }, 'assigned')).toBe('assigned');
  });

  it('shows no draft and no decision of the sender', () => {
    for (const status of REFERRAL_STATUSES) {
      expect(statusFor('source', status)).toBe(status);
      expect(statusFor('recipient', status)).toBe(status === 'draft' || status === 'submitted' ? 'returned' : status);
    }
  });
});

describe('documentDate', () => {
  // 00:30 on 18 November in Tokyo.
  const submitted = { submittedAt: new Date('2026-11-17T15:30:00Z') };

  it('is today, or a day since it was put up', () => {
    expect(documentDate(submitted, undefined, today)).toBe('2026-11-20');
    expect(documentDate(submitted, isoDate('2026-11-18'), today)).toBe('2026-11-18');
  });

  it('is neither in the future nor before that', () => {
    expect(() => documentDate(submitted, isoDate('2026-11-21'), today)).toThrow(refused('future_date'));
    expect(() => documentDate(submitted, isoDate('2026-11-17'), today)).toThrow(refused('sent_before_submitted'));
  });

  it('stands under a number', () => expect(documentNumber(12)).toBe('福就第12号'));
});

describe('checkParts', () => {
  const covered = (group: string): boolean => group === 'basic' || group === 'health';
  const label = (group: string): string => `＜${group}＞`;
  const part = (itemGroup: string): { itemGroup: string; body: string } => ({ itemGroup, body: 'x' });

  it('takes what consent covers', () => {
    expect(() => checkParts([part('basic'), part('health')], covered, label)).not.toThrow();
  });

  it('names every group that it does not cover', () => {
    expect(() => checkParts([part('basic'), part('income'), part('household')], covered, label)).toThrow(
      expect.objectContaining({
        code: 'outside_consent',
        kind: 'invalid',
        detail: expect.objectContaining({
          fields: [
            expect.objectContaining({ field: 'parts.1.itemGroup', message: expect.stringContaining('＜income＞') as unknown }),
            expect.objectContaining({ field: 'parts.2.itemGroup' }),
          ],
        }) as unknown,
      }) as Error,
    );
  });

  it('takes no group twice, and not nothing', () => {
    expect(() => checkParts([part('basic'), part('basic')], covered, label)).toThrow(refused('duplicate_group'));
    expect(() => checkParts([], covered, label)).toThrow(refused('parts_required'));
  });
});

describe('onWithdrawal', () => {
  it('recalls what is not answered and ends the sharing of what was accepted', () => {
    const outcomes = Object.fromEntries(REFERRAL_STATUSES.map((status) => [status, onWithdrawal(referral({ status }))]));
    expect(outcomes).toEqual({
      draft: 'recall',
      submitted: 'recall',
      sent: 'recall',
      assigned: 'recall',
      accepted: 'end_sharing',
      closed: 'end_sharing',
      returned: 'none',
      declined: 'none',
      recalled: 'none',
    });
  });

  it('ends nothing twice', () => {
    const ended = { sharingEndedAt: new Date('2026-11-01T00:00:00Z') };
    expect(onWithdrawal(referral({ status: 'accepted', ...ended }))).toBe('none');
    expect(isShared(referral({ sentAt: new Date('2026-10-01T00:00:00Z'), ...ended }))).toBe(false);
    expect(isShared(referral({ sentAt: new Date('2026-10-01T00:00:00Z') }))).toBe(true);
    expect(isShared(referral())).toBe(false);
  });
});
