import { coded, day, idOf, optional, record, recordedAs, some, state, text, without } from '@madoguchi/kernel';

export const PLAN_STATUSES = ['draft', 'agreed', 'approved', 'evaluated'] as const;

const PLAN = { group: 'plan', locates: true } as const;

/** 支援プラン; its goals, menus and team are records of their own. */
export const SUPPORT_PLAN = record('support_plan', { ...PLAN, title: '支援プラン', dated: 'periodFrom' }, {
  status: recordedAs('planStatus', state('プランの状態', 'plan_status', PLAN_STATUSES, 'domain')),
  longTermGoal: text('長期目標', 'sensitive', { max: 1000, rows: 2 }),
  periodFrom: day('支援期間の開始日', 'domain'),
  /** Last day. */
  periodUntil: day('支援期間の終了日', 'domain'),
  reviewOn: day('次回見直し日', 'domain'),
  agreedOn: recordedAs('planAgreedOn', optional(day('本人が同意した日', 'domain'))),
  approvedOn: recordedAs('planApprovedOn', optional(day('支援決定日', 'domain'))),
  approvedBy: recordedAs('planApprovedBy', optional(idOf('決定者', 'domain'))),
});

const owner = recordedAs('planOwner', coded('担当', 'owner', 'domain'));

export const PLAN_GOAL = record('support_plan_goal', { ...PLAN, title: '達成目標' }, {
  goal: text('目標', 'sensitive', { max: 500 }),
  owner,
  dueOn: recordedAs('goalDueOn', day('期日', 'domain')),
});

export const PLAN_MENU = record('support_plan_menu', { ...PLAN, title: '支援メニュー' }, {
  menu: coded('メニュー', 'support_plan_menu', 'domain'),
  owner,
  periodFrom: recordedAs('menuFrom', day('開始日', 'domain')),
  /** Last day. */
  periodUntil: recordedAs('menuUntil', day('終了日', 'domain')),
});

export const PLAN_MEMBER = record('support_plan_member', { ...PLAN, title: '支援チーム' }, {
  staffId: recordedAs('planMemberId', idOf('職員', 'domain')),
  duty: text('役割', 'domain', { max: 60 }),
});

/** What is read of a plan; who decided is read by name. */
export const PLAN_SHOWN = without(SUPPORT_PLAN, ['approvedBy']);
/** What a new plan asks; agreement and decision come later. */
export const PLAN_ENTRY = some(SUPPORT_PLAN, ['longTermGoal', 'periodFrom', 'periodUntil', 'reviewOn']);

/** How many of each a plan has at most. */
export const MOST = { goals: 10, menus: 20, members: 15 } as const;

/** Every record of the room, each as its table holds it. */
export const RECORDS = [SUPPORT_PLAN, PLAN_GOAL, PLAN_MENU, PLAN_MEMBER] as const;
