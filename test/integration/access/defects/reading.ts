import type { Client } from 'pg';
import { maskOf } from '@madoguchi/access';
import type { Stage } from '../stage';
import { GATED, TABLES } from '../universe';
import { atTheEnd, type Defect, inEveryRun, repolicied, sql } from './defect';

/** Tables whose policy for reading bears another name than `<table>_read`. */
const READ_POLICY: Readonly<Record<string, string>> = {
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

/** The office's masks in the place of the role's: the view that asks for no role knows no own rows. */
const OFFICES_MASKS = 'FROM (select v.person_id, v.source_organisation_id, v.groups, 0 as own_rows, null::uuid as office_id from reachable v) r';

/** One comparison with the mask left out or turned. Who asks, for what and when is the view's own: see MASKS. */
const ofEveryGatedTable: readonly Defect[] = Object.entries(GATED).flatMap(([table, group]) => {
  const name = readPolicyOf(table);
  const without = (what: string, from: RegExp): Defect => repolicied(`${table}: ${what}`, table, name, 'using', from, 'true');
  return [
    without('the holder of the record is not compared', new RegExp(`\\(r\\.source_organisation_id = ${table}\\.source_organisation_id\\)`)),
    without('the person is not compared', new RegExp(`\\(r\\.person_id = ${table}\\.person_id\\)`)),
    without('the item group is not compared', new RegExp(`\\(\\(r\\.groups & ${maskOf(group)}\\) <> 0\\)`)),
    ...(ROLE_DECIDES(group) ? [repolicied(`${table}: the role is not asked`, table, name, 'using', /FROM readable r/, OFFICES_MASKS)] : []),
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

const part = (what: string, from: RegExp, to = 'true'): Defect => repolicied(`referral_part: ${what}`, 'referral_part', 'referral_part_read', 'using', from, to);
const token = (what: string, from: RegExp, to = 'true', then?: typeof atTheEnd): Defect => repolicied(`search_token: ${what}`, 'search_token', 'search_token_own', 'using', from, to, then);

const ofSingleTables: readonly Defect[] = [
  // The holder of a number is no case: a mask holds it for the registering organisation only.
  repolicied('person: the person is not compared', 'person', 'person_read', 'using', /\(r\.person_id = person\.id\)/, 'true'),
  part('the item group is not compared', /\(\(r\.groups & \( ?SELECT[^]*?item_group\)\)\) <> 0\)/),
  part('the role is not asked', /FROM readable r/, 'FROM reachable r'),
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
  'person_contact: the role is not asked',
  'search_token: the purpose is not compared',
  'draft: colleagues see it',
]);

export const READING: readonly Defect[] = [...ofEveryTable, ...ofEveryGatedTable, ...ofSingleTables].map((defect) => (SHORT.has(defect.name) ? inEveryRun(defect) : defect));
