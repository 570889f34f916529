import { addDays, daysBetween, type IsoDate, isoDate } from '@madoguchi/kernel';
import fc from 'fast-check';
import { askCorrection, decisionDue, endCorrection, extend, REQUEST_COMMANDS, REQUEST_STATUSES, type RequestClock, requestStatus, takeRequest } from './disclosure-request';

const today = isoDate('2026-11-20');
const clock: RequestClock = { requestedOn: isoDate('2026-11-01'), decisionDays: 30, pausedDays: 0, extensionDays: null };
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;
const day = (n: number): IsoDate => addDays(isoDate('2026-01-01'), n);

describe('the clock', () => {
  it('ends thirty days after the request', () => {
    expect(decisionDue(clock)).toBe('2026-12-01');
  });

  it('counts each day of 補正 out and each day of an extension in, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(10), fc.nat(20)), { maxLength: 5 }),
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
        (spans, extension) => {
          let running: RequestClock = { ...clock, requestedOn: day(0) };
          let at = 0;
          const late = day(1000);
          for (const [wait, lasts] of spans) {
            const from = askCorrection(running, day(at + wait), late);
            running = endCorrection({ ...running, correctingFrom: from }, day(at + wait + lasts), late);
            at += wait + lasts;
          }
          if (extension !== null) running = extend(running, { days: extension, noticedOn: day(0) }, 30, late);
          const stood = spans.reduce((sum, [, lasts]) => sum + lasts, 0);
          expect(daysBetween(day(0), decisionDue(running))).toBe(30 + stood + (extension ?? 0));
        },
      ),
    );
  });

  it('is extended once, for at most the days of the setting, with a notice in time', () => {
    const given = { days: 30, noticedOn: today };
    expect(decisionDue(extend(clock, given, 30, today))).toBe('2026-12-31');
    expect(() => extend({ ...clock, extensionDays: 1 }, given, 30, today)).toThrow(refused('already_extended'));
    expect(() => extend(clock, { ...given, days: 31 }, 30, today)).toThrow(refused('range'));
    expect(() => extend(clock, { ...given, noticedOn: isoDate('2026-11-21') }, 30, today)).toThrow(refused('future_date'));
    expect(() => extend(clock, { ...given, noticedOn: isoDate('2026-10-31') }, 30, today)).toThrow(refused('before_request'));
    expect(() => extend(clock, { ...given, noticedOn: isoDate('2026-12-02') }, 30, isoDate('2026-12-02'))).toThrow(refused('after_due'));
  });
});

describe('takeRequest', () => {
  it('asks for the authority of a proxy and of nobody else', () => {
    expect(takeRequest({ requestedOn: today, requesterKind: 'self' }, today)).toEqual({ authorityCheck: null });
    expect(takeRequest({ requestedOn: today, requesterKind: 'guardian', authorityCheck: 'family_register' }, today)).toEqual({ authorityCheck: 'family_register' });
    expect(() => takeRequest({ requestedOn: today, requesterKind: 'agent' }, today)).toThrow(refused('authority_required'));
    expect(() => takeRequest({ requestedOn: today, requesterKind: 'self', authorityCheck: 'family_register' }, today)).toThrow(refused('authority_not_expected'));
    expect(() => takeRequest({ requestedOn: addDays(today, 1), requesterKind: 'self' }, today)).toThrow(refused('future_date'));
  });
});

describe('the states', () => {
  const LEGAL = [
    ['received', 'ask_correction', 'correcting'],
    ['received', 'extend', 'received'],
    ['received', 'begin_review', 'reviewing'],
    ['received', 'withdraw', 'withdrawn'],
    ['correcting', 'end_correction', 'received'],
    ['correcting', 'withdraw', 'withdrawn'],
    ['reviewing', 'extend', 'reviewing'],
    ['reviewing', 'mark', 'reviewing'],
    ['reviewing', 'decide', 'decided'],
    ['reviewing', 'withdraw', 'withdrawn'],
    ['decided', 'deliver', 'delivered'],
  ] as const;
  it.each(REQUEST_STATUSES.flatMap((status) => REQUEST_COMMANDS.map((command) => [status, command] as const)))('%s, %s', (status, command) => {
    const legal = LEGAL.find(([from, by]) => from === status && by === command);
    if (legal) expect(requestStatus.next(status, command)).toBe(legal[2]);
    else expect(() => requestStatus.next(status, command)).toThrow(refused('illegal_transition'));
  });
});
