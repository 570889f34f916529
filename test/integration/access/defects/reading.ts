import type { Client } from 'pg';
import type { Stage } from '../stage';
import { GATED, TABLES } from '../universe';
import { atTheEnd, type Defect, inEveryRun, repolicied, sql } from './defect';

/** Tables whose policy for reading bears another name than `<table>_read`. */
const READ_POLICY: Readonly<Record<string, string>> = {
  access_cell: 'access_cell_own',
  access_reason: 'access_reason_own',
  search_token: 'search_token_own',
  record_party: 'record_party_own',
  reminder: 'reminder_own',
  export_file: 'export_file_own',
  export_person: 'export_person_own',
  draft: 'draft_own',
  idempotency_key: 'idempotency_key_own',
};
const readPolicyOf = (table: string): string => READ_POLICY[table] ?? `${table}_read`;

/** What can happen to the read policy of any table. */
const ofEveryTable: readonly Defect[] = TABLES.flatMap((table) => {
  const name = readPolicyOf(table);
  return [
    sql(`${table}: the read policy is gone`, `drop policy ${name} on ${table}`),
    sql(`${table}: the read policy lets everything through`, `alter policy ${name} on ${table} using (true)`),
    repolicied(`${table}: the read policy is turned round`, table, name, 'using', /^[^]*$/, 'not ($&)'),
    sql(`${table}: row security is off`, `alter table ${table} disable row level security`),
  ];
});

/** Office and role are one question; here the role alone is left out of it. */
const QUESTION = /\( ?SELECT a\.office_id\s+FROM current_actor a\s+WHERE \('\w+'::text = ANY \(a\.item_groups\)\)\)/;

/** Roles read less of these groups than others do; of 基本 every role that sees persons reads all there is. */
const ROLE_DECIDES = (group: string): boolean => group !== 'basic';

/** One comparison of the cell left out or turned. The grantee is compared again by the policy of the cells themselves. */
const ofEveryGatedTable: readonly Defect[] = Object.entries(GATED).flatMap(([table, group]) => {
  const name = readPolicyOf(table);
  const without = (what: string, from: RegExp): Defect => repolicied(`${table}: ${what}`, table, name, 'using', from, 'true');
  return [
    repolicied(`${table}: the end of validity is compared with >=`, table, name, 'using', /c\.valid_until > /, 'c.valid_until >= ', atTheEnd),
    repolicied(`${table}: the start of validity is compared with <`, table, name, 'using', /c\.valid_from <= /, 'c.valid_from < '),
    repolicied(`${table}: the end of validity is not compared`, table, name, 'using', /\(c\.valid_until > \( ?SELECT app_now\(\) AS app_now\)\)/, 'true', atTheEnd),
    without('the holder of the record is not compared', new RegExp(`\\(c\\.source_organisation_id = ${table}\\.source_organisation_id\\)`)),
    without('the purpose is not compared', /\(c\.purpose = \( ?SELECT current_purpose\(\) AS current_purpose\)\)/),
    without('the person is not compared', new RegExp(`\\(c\\.person_id = ${table}\\.person_id\\)`)),
    without('the item group is not compared', new RegExp(`\\(c\\.item_group = '${group}'::text\\)`)),
    ...(ROLE_DECIDES(group) ? [repolicied(`${table}: the role is not asked`, table, name, 'using', QUESTION, '(select current_office())')] : []),
  ];
});

/** Somebody who has given a command is switched off. */
async function disableWhoeverHasAnAnswer(owner: Client, { model }: Stage): Promise<() => void> {
  const { rows } = await owner.query<{ id: string }>('select distinct assignment_id as id from idempotency_key');
  const actor = model.actors.find((one) => rows.some((row) => row.id === one.assignment));
  if (!actor) throw new Error('Nobody has given a command with a key');
  await owner.query('update staff set disabled_at = app_now() where id = $1', [actor.staff]);
  model.disabled.add(actor.staff);
  return () => model.disabled.delete(actor.staff);
}

// The holder of a number is no case: cells of numbers are derived for the registering organisation only.
const spine = (what: string, from: RegExp, to: string, then?: typeof atTheEnd): Defect => repolicied(`person: ${what}`, 'person', 'person_read', 'using', from, to, then);
const part = (what: string, from: RegExp, to = 'true', then?: typeof atTheEnd): Defect => repolicied(`referral_part: ${what}`, 'referral_part', 'referral_part_read', 'using', from, to, then);
const token = (what: string, from: RegExp, to = 'true', then?: typeof atTheEnd): Defect => repolicied(`search_token: ${what}`, 'search_token', 'search_token_own', 'using', from, to, then);

const ofSingleTables: readonly Defect[] = [
  spine('the end of validity is compared with >=', /c\.valid_until > /, 'c.valid_until >= ', atTheEnd),
  spine('the purpose is not compared', /\(c\.purpose = \( ?SELECT current_purpose\(\) AS current_purpose\)\)/, 'true'),
  part('the item group is not compared', /\(c\.item_group = referral_part\.item_group\)/),
  part('the purpose is not compared', /\(c\.purpose = \( ?SELECT current_purpose\(\) AS current_purpose\)\)/),
  part('the role is not asked', /\(?\(?g\.role = a\.role\)? AND/, '(true AND'),
  part('the end of validity is compared with >=', /c\.valid_until > /, 'c.valid_until >= ', atTheEnd),
  repolicied('referral_step: moves inside the sending office are shown', 'referral_step', 'referral_step_read', 'using', /WHEN internal THEN/, 'WHEN false THEN'),
  repolicied('export_chunk: nobody in the file is asked for', 'export_chunk', 'export_chunk_read', 'using', /AND \(NOT \(EXISTS/, 'AND (true OR NOT (EXISTS'),
  token('the office is not compared', /\(grantee_office_id = \( ?SELECT current_office\(\) AS current_office\)\)/),
  token('the purpose is not compared', /\(\( ?SELECT current_purpose\(\) AS current_purpose\) = 'support'::text\)/),
  token('the role is not asked', /WHEN 'contact'::text THEN \( ?SELECT actor_may_read\('contact'::text\) AS actor_may_read\)/, "WHEN 'contact'::text THEN true"),
  token('the end of validity is compared with >=', /valid_until > /, 'valid_until >= ', atTheEnd),
  repolicied('record_party: the end of validity is compared with >=', 'record_party', 'record_party_own', 'using', /valid_until > /, 'valid_until >= ', atTheEnd),
  repolicied('record_party: the office is not compared', 'record_party', 'record_party_own', 'using', QUESTION, 'office_id'),
  repolicied('record_party: the role is not asked', 'record_party', 'record_party_own', 'using', QUESTION, '(select current_office())'),
  repolicied('follow_up: the role is not asked', 'follow_up', 'follow_up_read', 'using', QUESTION, '(select current_office())'),
  repolicied('draft: another office of the same staff sees it', 'draft', 'draft_own', 'using', /\(office_id = \( ?SELECT current_office\(\) AS current_office\)\)/, 'true'),
  repolicied('draft: colleagues see it', 'draft', 'draft_own', 'using', /\(staff_id = \( ?SELECT current_staff\(\) AS current_staff\)\)/, 'true'),
  repolicied('idempotency_key: whoever is away still reads answers', 'idempotency_key', 'idempotency_key_own', 'using', /\(\( ?SELECT current_office\(\) AS current_office\) IS NOT NULL\)/, 'true', disableWhoeverHasAnAnswer),
];

const SHORT = new Set([
  'person_health: the end of validity is compared with >=',
  'person_basic: the start of validity is compared with <',
  'search_token: the purpose is not compared',
  'draft: colleagues see it',
]);

export const READING: readonly Defect[] = [...ofEveryTable, ...ofEveryGatedTable, ...ofSingleTables].map((defect) => (SHORT.has(defect.name) ? inEveryRun(defect) : defect));
