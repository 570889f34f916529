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

const CASE_READING = ['today.read', 'clients.read', 'follow_ups.read', 'drafts.write', 'plans.read'] as const;
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
] as const;
const CITY_CASE = [...CASE_WRITING, 'clients.register', 'consents.write', 'consents.withdraw', 'referrals.draft'] as const;
const HELLO_WORK_CASE = [...CASE_WRITING, 'referrals.reply', 'job_search.write', 'placements.confirm'] as const;

const PERMISSIONS = {
  reception: [...CASE_READING, 'clients.register'],
  caseworker: CITY_CASE,
  employment_supporter: CITY_CASE,
  supervisor: [...CITY_CASE, 'referrals.decide', 'support_plans.approve', 'follow_ups.assign', 'protection.deputies', 'exceptional.decide'],
  navigator: HELLO_WORK_CASE,
  chief_navigator: [...HELLO_WORK_CASE, 'referrals.assign', 'support_plans.approve', 'follow_ups.assign', 'protection.deputies', 'exceptional.decide'],
  planner: ['today.read', 'plans.read', 'plans.write'],
  administrator: ['today.read', 'administration.read'],
  auditor: ['today.read', 'audit.read'],
} as const satisfies Readonly<Record<Role, readonly string[]>>;

export type Permission = (typeof PERMISSIONS)[Role][number];

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
