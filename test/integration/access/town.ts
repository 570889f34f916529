import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { assignmentId, BUREAU, CITY, CONTRACTOR, demoId, MUNICIPALITY, OFFICES, STAFF, staffId } from '../../../apps/cli/src/demo/organisations';
import { ROLE_GROUPS } from '../../../migrations/reference/codes';
import { Model, type Office } from './model';

const SECOND_CITY = { id: demoId('access: second city'), name: '港北市' } as const;
export const SECOND_MUNICIPALITY = { id: demoId('access: second municipality'), code: '990019', name: '港北市' } as const;

export const TOWN = {
  welfare: { id: OFFICES.welfare.id, organisation: CITY.id, municipality: MUNICIPALITY.id },
  selfReliance: { id: OFFICES.selfReliance.id, organisation: CITY.id, municipality: MUNICIPALITY.id },
  labourPolicy: { id: OFFICES.labourPolicy.id, organisation: CITY.id, municipality: MUNICIPALITY.id },
  helloWork: { id: OFFICES.helloWork.id, organisation: BUREAU.id, municipality: null },
  secondWelfare: { id: demoId('access: second welfare'), organisation: SECOND_CITY.id, municipality: SECOND_MUNICIPALITY.id },
  contractor: { id: OFFICES.contractor.id, organisation: CONTRACTOR.id, municipality: MUNICIPALITY.id },
  secondHelloWork: { id: demoId('access: second hello work'), organisation: BUREAU.id, municipality: null },
} as const satisfies Readonly<Record<string, Office>>;

/** Who looks, from the demo's staff; the rest is added below. */
const KNOWN: Readonly<Record<string, Office>> = {
  uketsuke: TOWN.welfare,
  cw1: TOWN.welfare,
  cw2: TOWN.welfare,
  shuro: TOWN.welfare,
  kakaricho: TOWN.welfare,
  soudan: TOWN.selfReliance,
  'soudan-shunin': TOWN.selfReliance,
  kakei: TOWN.contractor,
  'kakei-shunin': TOWN.contractor,
  navi1: TOWN.helloWork,
  toukatsu: TOWN.helloWork,
  keikaku: TOWN.labourPolicy,
};

/** A second city and a second Hello Work office of the same bureau; an administrator beside the counter; somebody at two desks. */
const ADDED: readonly { readonly login: string; readonly staff: string; readonly office: Office; readonly role: string }[] = [
  { login: 'second-cw', staff: 'second-cw', office: TOWN.secondWelfare, role: 'caseworker' },
  { login: 'second-head', staff: 'second-head', office: TOWN.secondWelfare, role: 'supervisor' },
  { login: 'second-navi', staff: 'second-navi', office: TOWN.secondHelloWork, role: 'navigator' },
  { login: 'second-chief', staff: 'second-chief', office: TOWN.secondHelloWork, role: 'chief_navigator' },
  { login: 'counter-admin', staff: 'counter-admin', office: TOWN.welfare, role: 'administrator' },
  { login: 'cw2-at-self-reliance', staff: 'cw2', office: TOWN.selfReliance, role: 'caseworker' },
  // Asks from the one desk what they would answer at the other.
  { login: 'kakaricho-at-self-reliance', staff: 'kakaricho', office: TOWN.selfReliance, role: 'caseworker' },
];

/** Another system of the city, with a token: what it is shown is what its assignment is shown. */
export const SYSTEM_LOGIN = 'ledger-system';
export const SYSTEM_TOKEN = `mdg_${'L'.repeat(43)}`;

/** Less than the role may, and two things that are asked of people only: what it may not is refused, and tells nothing. */
const SYSTEM_PERMISSIONS = ['clients.read', 'clients.edit', 'consents.write', 'consents.withdraw', 'protection.write', 'exceptional.ask', 'today.read'];

/** Roles read less here than they usually do, so that a role that is not asked is noticed. */
const NARROWED: readonly (readonly [string, string])[] = [
  ['reception', 'contact'],
  ['employment_supporter', 'health'],
  ['employment_supporter', 'household'],
  ['employment_supporter', 'consultation'],
  ['chief_navigator', 'job_search'],
];

const SINCE = '2024-04-01';
const FOR_EVER = '9999-12-31';

/** Adds the offices and staff that the demo lacks, as an operator would, and tells the model of everybody. */
export async function settleTown(owner: Client, now: Date): Promise<Model> {
  const model = new Model();
  model.now = now.getTime();
  await owner.query('insert into municipality (id, code, name) values ($1, $2, $3)', [SECOND_MUNICIPALITY.id, SECOND_MUNICIPALITY.code, SECOND_MUNICIPALITY.name]);
  await owner.query("insert into organisation (id, kind, name) values ($1, 'city', $2)", [SECOND_CITY.id, SECOND_CITY.name]);
  for (const [office, kind, name] of [
    [TOWN.secondWelfare, 'welfare', '港北市福祉事務所'],
    [TOWN.secondHelloWork, 'hello_work', '港北公共職業安定所'],
  ] as const) {
    await owner.query("insert into office (id, organisation_id, municipality_id, kind, name, head_title) values ($1, $2, $3, $4, $5, '所長')", [
      office.id,
      office.organisation,
      office.municipality,
      kind,
      name,
    ]);
  }
  for (const [login, office] of Object.entries(KNOWN)) {
    const role = STAFF.find((one) => one.login === login)?.role ?? '';
    model.actors.push({ login, assignment: assignmentId(login), staff: staffId(login), office, role, from: SINCE, until: FOR_EVER });
  }
  for (const { login, staff, office, role } of ADDED) {
    await owner.query("insert into staff (id, login, name, demo) values ($1, $2, $2, true) on conflict do nothing", [staffId(staff), staff]);
    await owner.query(
      `insert into staff_credential (staff_id, password_hash)
       select $1, c.password_hash from staff_credential c where c.staff_id = $2 on conflict do nothing`,
      [staffId(staff), staffId('cw1')],
    );
    await owner.query('insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, $4, $5)', [
      assignmentId(login),
      staffId(staff),
      office.id,
      role,
      SINCE,
    ]);
    model.actors.push({ login, assignment: assignmentId(login), staff: staffId(staff), office, role, from: SINCE, until: FOR_EVER });
  }
  await settleSystem(owner, model);
  for (const [role, group] of NARROWED) await owner.query('delete from role_item_group where role = $1 and item_group = $2', [role, group]);
  for (const [role, groups] of Object.entries(ROLE_GROUPS)) {
    model.roleGroups.set(role, new Set(groups.filter((group) => !NARROWED.some(([of, lost]) => of === role && lost === group))));
  }
  return model;
}

async function settleSystem(owner: Client, model: Model): Promise<void> {
  const actor = { login: SYSTEM_LOGIN, assignment: assignmentId(SYSTEM_LOGIN), staff: staffId(SYSTEM_LOGIN), office: TOWN.welfare, role: 'caseworker', from: SINCE, until: FOR_EVER };
  await owner.query('insert into staff (id, login, name, service) values ($1, $2, $2, true)', [actor.staff, actor.login]);
  await owner.query('insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, $4, $5)', [actor.assignment, actor.staff, actor.office.id, actor.role, SINCE]);
  await owner.query(
    "insert into service_token (id, assignment_id, name, token_hash, permissions, issued_at, valid_until) values ($1, $2, '台帳との連携', $3, $4, $5, ($5::timestamptz)::date + 300)",
    [demoId('access: token'), actor.assignment, createHash('sha256').update(SYSTEM_TOKEN).digest(), SYSTEM_PERMISSIONS, new Date(model.now)],
  );
  model.actors.push(actor);
}
