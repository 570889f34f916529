import { addDays, isoDate } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { agree, approve, checkPlan, PLAN_MOVES, type PlanCommand, type PlanStatus, type SupportPlan } from './support-plan';

const today = isoDate('2026-11-20');
const plan: SupportPlan = {
  longTermGoal: '販売の仕事に就く',
  periodFrom: isoDate('2026-11-20'),
  periodUntil: isoDate('2027-05-19'),
  reviewOn: isoDate('2027-02-20'),
  goals: [{ goal: '応募書類を整える', owner: 'client', dueOn: isoDate('2026-12-20') }],
  menus: [{ menu: 'application_coaching', owner: 'hello_work', periodFrom: isoDate('2026-11-20'), periodUntil: isoDate('2027-01-31') }],
  members: [{ staffId: 'a', duty: '担当CW' }],
};
const code = (name: string, field?: string): Error =>
  expect.objectContaining({ code: name, ...(field ? { detail: expect.objectContaining({ fields: [expect.objectContaining({ field })] }) as object } : {}) }) as Error;

describe('a support plan', () => {
  it('accepts a plan whose dates lie within its period, ends included', () => {
    expect(() => checkPlan(plan)).not.toThrow();
    expect(() => checkPlan({ ...plan, reviewOn: plan.periodUntil, menus: [{ ...plan.menus[0]!, periodUntil: plan.periodUntil }] })).not.toThrow();
    expect(() => checkPlan({ ...plan, goals: [], menus: [], members: [], reviewOn: today, periodUntil: today })).not.toThrow();
  });

  it('refuses an end before the start, naming the field', () => {
    expect(() => checkPlan({ ...plan, periodUntil: isoDate('2026-11-19') })).toThrow(code('end_before_start', 'periodUntil'));
    const menu = { ...plan.menus[0]!, periodFrom: isoDate('2027-01-02'), periodUntil: isoDate('2027-01-01') };
    expect(() => checkPlan({ ...plan, menus: [menu] })).toThrow(code('end_before_start', 'menus.0.periodUntil'));
  });

  it('refuses the same menu or the same member twice', () => {
    expect(() => checkPlan({ ...plan, menus: [plan.menus[0]!, plan.menus[0]!] })).toThrow(code('duplicate_menu', 'menus.1.menu'));
    expect(() => checkPlan({ ...plan, members: [plan.members[0]!, plan.members[0]!] })).toThrow(code('duplicate_member', 'members.1.staffId'));
  });

  it('refuses every review, goal and menu outside the period and accepts every one inside', () => {
    const length = 180;
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 600 }), (offset) => {
        const period = { periodFrom: today, periodUntil: addDays(today, length) };
        const day = addDays(today, offset);
        const inside = offset >= 0 && offset <= length;
        const base = { ...plan, ...period, reviewOn: today, goals: [], menus: [] };
        const cases = [
          [{ ...base, reviewOn: day }, 'review_outside_period'],
          [{ ...base, goals: [{ ...plan.goals[0]!, dueOn: day }] }, 'goal_outside_period'],
          [{ ...base, menus: [{ ...plan.menus[0]!, periodFrom: day, periodUntil: day }] }, 'menu_outside_period'],
        ] as const;
        for (const [candidate, refusal] of cases) {
          if (inside) expect(() => checkPlan(candidate)).not.toThrow();
          else expect(() => checkPlan(candidate)).toThrow(code(refusal));
        }
      }),
    );
  });
});

describe('the way of a plan', () => {
  const legal: readonly (readonly [PlanStatus, PlanCommand, PlanStatus])[] = [
    ['draft', 'agree', 'agreed'],
    ['agreed', 'approve', 'approved'],
    ['approved', 'evaluate', 'evaluated'],
  ];

  it.each(['draft', 'agreed', 'approved', 'evaluated'] as const)('from %s allows its own moves and refuses every other', (status) => {
    for (const command of ['agree', 'approve', 'evaluate'] as const) {
      const move = legal.find(([from, by]) => from === status && by === command);
      if (move) expect(PLAN_MOVES.next(status, command)).toBe(move[2]);
      else expect(() => PLAN_MOVES.next(status, command)).toThrow(code('illegal_transition'));
    }
  });

  it('takes agreement and decision up to today, the decision not before the agreement', () => {
    expect(agree('draft', today, today)).toBe('agreed');
    expect(() => agree('draft', addDays(today, 1), today)).toThrow(code('future_date', 'agreedOn'));
    expect(approve('agreed', today, today, today)).toBe('approved');
    expect(() => approve('agreed', today, addDays(today, -1), today)).toThrow(code('approved_before_agreed', 'approvedOn'));
    expect(() => approve('agreed', today, addDays(today, 1), today)).toThrow(code('future_date', 'approvedOn'));
    expect(() => approve('agreed', null, today, today)).toThrow(code('not_agreed'));
  });

  it('never decides what the client has not agreed to', () => {
    expect(() => approve('draft', null, today, today)).toThrow(code('illegal_transition'));
    expect(() => approve('evaluated', today, today, today)).toThrow(code('illegal_transition'));
  });
});
