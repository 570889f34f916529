import type { ClientBase } from 'pg';
import { STANDING } from '../../../migrations/standing';
import { type Comparison, decided } from './second-line';

/** As the files name them. */
const TRIGGERS = STANDING.map((object) => object.name).filter((name) => name.startsWith('trigger '));

/** What the rights themselves must say, whatever the policies are: one row is one problem. */
const RULES: readonly string[] = [
  // What was recorded stays as it was recorded.
  `select 'audit record that ' || r.rolname || ' may change: ' || p.word as problem
   from pg_roles r cross join unnest(array['update', 'delete', 'truncate']) as p(word) cross join unnest(array['audit_event', 'audit_checkpoint', 'audit_subject']) as t(name)
   where r.rolname like 'madoguchi\\_%' and r.rolname <> 'madoguchi_owner' and not r.rolsuper and has_table_privilege(r.oid, t.name, p.word)`,
  `select 'column of the audit record that ' || r.rolname || ' may change: ' || a.attname from pg_roles r
   join pg_attribute a on a.attrelid = 'audit_event'::regclass and a.attnum > 0
   where r.rolname in ('madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_gate') and has_column_privilege(r.oid, a.attrelid, a.attnum, 'update')`,
  // What access follows from is written by functions alone.
  `select t.name || ' is written by ' || r.rolname from unnest(array['access_mask', 'access_cell', 'readable', 'reachable', 'access_reason', 'record_party', 'search_token', 'actor', 'audit_event']) as t(name)
   cross join unnest(array['insert', 'update', 'delete', 'truncate']) as p(word) join pg_roles r on r.rolname in ('madoguchi_app', 'madoguchi_worker', 'madoguchi_counter')
   where has_table_privilege(r.oid, t.name, p.word)`,
  // Nobody in particular has a right to anything.
  `select 'table that everybody may ' || p.word || ': ' || c.relname from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) as p(word)
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and has_table_privilege('public', c.oid, p.word)`,
  // A record of a case is never taken away, but for a packet that is still being written.
  `select 'record of a case that the application may take away: ' || c.relname from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') like '[case]%' and c.relname <> 'referral_part'
     and (has_table_privilege('madoguchi_app', c.oid, 'delete') or has_table_privilege('madoguchi_app', c.oid, 'truncate'))`,
  // Whose record a row is never changes. (The end of a release is decided after it was asked for; a trigger holds who by.)
  `select 'column that says whose record a row is: ' || c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') like '[case]%'
     and a.attname in ('id', 'person_id', 'municipality_id', 'source_office_id', 'source_organisation_id', 'recipient_office_id', 'given_on', 'valid_from_at', 'valid_until_at')
     and c.relname not in ('access_reason', 'access_mask') and (c.relname, a.attname) <> ('protection_release', 'valid_until_at') and has_column_privilege('madoguchi_app', c.oid, a.attnum, 'update')`,
  // The worker and the counter know nobody.
  `select r.rolname || ' reads ' || c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   join pg_roles r on r.rolname in ('madoguchi_worker', 'madoguchi_counter')
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and col_description(c.oid, a.attnum) ~ '^\\[(personal|sensitive)\\]'
     and has_column_privilege(r.oid, c.oid, a.attnum, 'select')`,
  `select 'counting reads ' || c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname !~ '^fact_'
     and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and has_column_privilege('madoguchi_counter', c.oid, a.attnum, 'select'))`,
  // Secrets of sign-in are reached through functions that answer one account or one session.
  `select r.rolname || ' reads ' || t.name from unnest(array['staff_credential', 'recovery_code', 'session']) as t(name)
   join pg_roles r on r.rolname in ('madoguchi_app', 'madoguchi_counter') where has_any_column_privilege(r.oid, t.name, 'select')`,
  // A counting view tells of one city only, and does not leak through the conditions of a question.
  `select 'counting view without its barrier: ' || c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and c.relname ~ '^fact_'
     and not coalesce(c.reloptions::text like '%security_barrier=true%', false)`,
  `select 'counting view without its city: ' || viewname from pg_views where schemaname = 'public' and viewname ~ '^fact_' and definition !~ 'app\\.municipality'`,
  // Every trigger that the files define stands and works: guards, and what derives.
  `select 'trigger that is off or gone: ' || w.name from unnest(array[${TRIGGERS.map((name) => `'${name}'`).join(', ')}]) as w(name)
   where not exists (select 1 from pg_trigger t where 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass = w.name and t.tgenabled = 'O')`,
];

/** Who may do what at all: rights, ownership of views, guards. Asked as the owner, in the caller's transaction. */
export async function compareReach(owner: ClientBase, into: Comparison): Promise<void> {
  for (const rule of RULES) {
    const { rows } = await owner.query<{ problem: string }>(`select q.problem from (${rule}) as q(problem)`);
    decided(into, 'direct rights');
    for (const { problem } of rows) into.differences.push(`reach: ${problem}`);
  }
}
