import { GATED } from '../universe';
import { type Defect, inEveryRun, repolicied, sql } from './defect';

/** Policies that let rows in, and those that let them be changed where a column that decides may be changed. */
const ADDS: readonly (readonly [string, string])[] = [
  ...Object.keys(GATED).map((table) => [table, `${table}_add`] as const),
  ...['person', 'household', 'consent', 'consent_scope', 'referral', 'referral_sending', 'referral_part', 'referral_step', 'follow_up', 'export_chunk'].map((table) => [table, `${table}_add`] as const),
  ['draft', 'draft_own'],
  ['idempotency_key', 'idempotency_key_own'],
  ['export_file', 'export_file_own'],
  ['export_person', 'export_person_own'],
];

const CHANGES: readonly (readonly [string, string])[] = [
  ...Object.keys(GATED).map((table) => [table, `${table}_change`] as const),
  ...['referral_part', 'consent', 'follow_up', 'referral', 'household'].map((table) => [table, `${table}_change`] as const),
  ['reminder', 'reminder_seen'],
];

/** Of a change both halves are lost: where no column that decides may be changed, the one stands for the other. */
const lost = (table: string, policy: string): Defect => sql(`${table}: ${policy} lets anybody change what can be read`, `alter policy ${policy} on ${table} using (true) with check (true)`);

/** What can be changed where it cannot be read does not exist: a row must pass the policy for reading as well. */
const OPEN_TO_READERS = new Set([...Object.keys(GATED), 'referral_part', 'consent', 'household']);

const gated = Object.keys(GATED).flatMap((table) => {
  const without = (what: string, from: RegExp): Defect => repolicied(`${table}: adding does not ask ${what}`, table, `${table}_add`, 'with check', from, 'true');
  return [
    without('for the own office', /\(source_office_id = \( ?SELECT current_office\(\) AS current_office\)\)/),
    without('for the own organisation', /\(source_organisation_id = \( ?SELECT current_organisation\(\) AS current_organisation\)\)/),
    without('for the city of the person', /\(municipality_id = \( ?SELECT p\.municipality_id\s+FROM person p\s+WHERE \(p\.id = \w+\.person_id\)\)\)/),
    repolicied(`${table}: changing does not ask for the holder`, table, `${table}_change`, 'using', /\(source_organisation_id = \( ?SELECT current_organisation\(\) AS current_organisation\)\)/, 'true', async (owner) => {
      await owner.query(`alter policy ${table}_change on ${table} with check (true)`);
      return () => undefined;
    }),
  ];
});

const SHORT = new Set(['consultation: WITH CHECK of consultation_add is lost', 'person_health: changing does not ask for the holder']);

export const WRITING: readonly Defect[] = [
  ...ADDS.map(([table, policy]) => sql(`${table}: WITH CHECK of ${policy} is lost`, `alter policy ${policy} on ${table} with check (true)`)),
  ...CHANGES.filter(([table]) => OPEN_TO_READERS.has(table)).map(([table, policy]) => lost(table, policy)),
  ...gated,
  sql('draft: whoever may not read a draft may drop it', 'create policy convenience on draft for all to madoguchi_app using (true)'),
  sql('idempotency_key: anybody may look up anybody’s answers', 'create policy convenience on idempotency_key for select to madoguchi_app using (true)'),
  sql('export_chunk: anybody may read any file', 'create policy convenience on export_chunk for select to madoguchi_app using (true)'),
  repolicied('referral: a request may be written as sent', 'referral', 'referral_add', 'with check', /\(sending_id IS NULL\)/, 'true'),
  repolicied('referral: adding does not ask for the city', 'referral', 'referral_add', 'with check', /\(municipality_id = \( ?SELECT p\.municipality_id\s+FROM person p\s+WHERE \(p\.id = referral\.person_id\)\)\)/, 'true'),
  repolicied('referral_part: what went out may be changed', 'referral_part', 'referral_part_change', 'using', /\(sending_id IS NULL\)/, 'true'),
  repolicied('referral_part: what went out may be taken back', 'referral_part', 'referral_part_drop', 'using', /\(sending_id IS NULL\)/, 'true'),
  repolicied('consent_scope: the words that were signed are not asked', 'consent_scope', 'consent_scope_add', 'with check', /\(f\.item_group = consent_scope\.item_group\)/, 'true'),
  repolicied('referral_sending: a request is sent as a colleague', 'referral_sending', 'referral_sending_add', 'with check', /\(decided_by = \( ?SELECT current_staff\(\) AS current_staff\)\)/, 'true'),
  repolicied('referral_sending: a request is sent to whom it does not go', 'referral_sending', 'referral_sending_add', 'with check', /AND \(r\.recipient_office_id = referral_sending\.recipient_office_id\)/, ''),
  repolicied('referral_step: a move is recorded for a colleague', 'referral_step', 'referral_step_add', 'with check', /\(staff_id = \( ?SELECT current_staff\(\) AS current_staff\)\)/, 'true'),
  repolicied('follow_up: something is laid as a colleague', 'follow_up', 'follow_up_add', 'with check', /\(written_by = \( ?SELECT current_staff\(\) AS current_staff\)\)/, 'true'),
].map((defect) => (SHORT.has(defect.name) ? inEveryRun(defect) : defect));
