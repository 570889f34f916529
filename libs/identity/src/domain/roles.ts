/** Roles of the counter and what each may do. Item groups of a role are reference data; permissions are the product's own. */
export const ROLES = [
  'reception',
  'caseworker',
  'employment_supporter',
  'supervisor',
  'navigator',
  'chief_navigator',
  'planner',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  reception: '受付',
  caseworker: 'ケースワーカー',
  employment_supporter: '就労支援員',
  supervisor: '査察指導員・係長',
  navigator: '就職支援ナビゲーター',
  chief_navigator: '統括職業指導官',
  planner: '計画担当',
  administrator: 'システム管理者',
  auditor: '監査担当',
};

const CASE_READING = ['today.read', 'clients.read', 'follow_ups.read', 'drafts.write', 'annual_plans.read'] as const;
const CASE_WRITING = [
  ...CASE_READING,
  'clients.edit',
  'consultations.write',
  'support_plans.write',
  'placements.write',
  'follow_ups.write',
  'referrals.read',
  'exports.request',
  'protection.write',
  'exceptional.ask',
  'disclosure_requests.write',
] as const;
const CITY_CASE = [...CASE_WRITING, 'clients.register', 'consents.write', 'consents.withdraw', 'onward.ask', 'referrals.draft'] as const;
const HELLO_WORK_CASE = [...CASE_WRITING, 'referrals.reply', 'job_search.write', 'placements.confirm'] as const;

const PERMISSIONS = {
  reception: [...CASE_READING, 'clients.register'],
  caseworker: CITY_CASE,
  employment_supporter: CITY_CASE,
  supervisor: [...CITY_CASE, 'referrals.decide', 'support_plans.approve', 'follow_ups.assign', 'handover.write', 'protection.deputies', 'onward.decide', 'disclosure_requests.decide'],
  navigator: HELLO_WORK_CASE,
  chief_navigator: [...HELLO_WORK_CASE, 'referrals.assign', 'support_plans.approve', 'follow_ups.assign', 'handover.write', 'protection.deputies', 'onward.decide', 'disclosure_requests.decide'],
  planner: ['today.read', 'annual_plans.read', 'annual_plans.write'],
  administrator: ['today.read', 'administration.read', 'accounts.manage', 'tokens.manage'],
  auditor: ['today.read', 'audit.read'],
} as const satisfies Readonly<Record<Role, readonly string[]>>;

export type Permission = (typeof PERMISSIONS)[Role][number];

/** Words for whoever gives a token a part of a role. */
export const PERMISSION_LABELS: Readonly<Record<Permission, string>> = {
  'today.read': '今日の予定を見る',
  'clients.read': '相談者を見る',
  'clients.register': '相談者を登録する',
  'clients.edit': '相談者の情報を変える',
  'follow_ups.read': '期限・対応を見る',
  'follow_ups.write': '期限・対応を済みにする・延ばす',
  'follow_ups.assign': '期限・対応の担当を替える',
  'drafts.write': '下書きを残す',
  'annual_plans.read': '事業計画・実績を見る',
  'annual_plans.write': '事業計画・実績を入力する',
  'consultations.write': '相談記録を書く',
  'support_plans.write': '支援プランを書く',
  'support_plans.approve': '支援プランを承認する',
  'placements.write': '就職・定着を記録する',
  'placements.confirm': '就職を確認する',
  'job_search.write': '求職・職業紹介を記録する',
  'consents.write': '同意を記録する',
  'consents.withdraw': '同意の撤回を記録する',
  'referrals.read': '支援要請を見る',
  'referrals.draft': '支援要請を起案する',
  'referrals.decide': '支援要請を決裁する',
  'referrals.reply': '支援要請に回答する',
  'referrals.assign': '支援要請の担当を決める',
  'exports.request': '帳票を出力する',
  'handover.write': '担当を引き継ぐ',
  'protection.write': 'DV等支援措置を登録する',
  'protection.deputies': 'DV等支援措置の代行者を決める',
  'exceptional.ask': '例外的な閲覧を照会し、照会に回答する',
  'onward.ask': '他機関への再提供を申し出る',
  'onward.decide': '他機関への再提供を承諾する',
  'disclosure_requests.write': '開示請求を受け付け、審査する',
  'disclosure_requests.decide': '開示請求に決定する',
  'administration.read': '管理画面を見る',
  'accounts.manage': '利用者と所属を管理する',
  'tokens.manage': '接続の鍵を管理する',
  'audit.read': '監査記録を見る',
};

export function permissionsOf(role: Role): ReadonlySet<string> {
  return new Set<string>(PERMISSIONS[role]);
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Every permission that some role holds: a route that names another one answers nobody, and a test refuses it. */
export function allPermissions(): ReadonlySet<string> {
  return new Set(Object.values(PERMISSIONS).flat());
}
