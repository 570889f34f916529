import type { ClientBase } from 'pg';

const OWN_MACHINERY = new Set(['schema_migration', 'standing_object']);
/** The views that look behind the policies: what each lets out is in its text alone. Another one must be thought about here. */
const OWNERS_VIEWS = ['readable', 'reachable', 'access_cell'];

/** Functions of the sign-in, where nobody can be asked yet. None comes in addition. */
const TRUSTING = ['credential_find', 'credential_of', 'credential_failed', 'credential_succeeded', 'totp_use', 'recovery_use', 'identity_find', 'try_begin', 'try_rests', 'try_end'];

/** What the database says against the habits of the house; empty when all is well. One line a problem. */
export async function schemaProblems(client: ClientBase): Promise<readonly string[]> {
  return [
    ...(await tablesWithoutPolicy(client)),
    ...(await columnsWithoutClass(client)),
    ...(await slowOrLeakyPolicies(client)),
    ...(await looseFunctions(client)),
    ...(await looseViews(client)),
    ...(await enumTypes(client)),
    ...(await rowsBelongToRuntimeRoles(client)),
  ];
}

async function lines(client: ClientBase, sql: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ problem: string }>(sql);
  return rows.map((row) => row.problem).filter((problem) => ![...OWN_MACHINERY].some((name) => problem.includes(` ${name}`)));
}

function tablesWithoutPolicy(client: ClientBase): Promise<readonly string[]> {
  return lines(
    client,
    `select 'table without row security: ' || c.relname as problem from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
     union all
     select 'table without policy: ' || c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
  );
}

function columnsWithoutClass(client: ClientBase): Promise<readonly string[]> {
  return lines(
    client,
    `select 'column without class: ' || c.relname || '.' || a.attname as problem from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and coalesce(col_description(c.oid, a.attnum), '') !~ '^\\[(personal|sensitive|domain|technical)\\] .'
     union all
     select 'table without retention class: ' || c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^\\[(case|audit|reference|staff|technical|draft|plan|export)\\] .'`,
  );
}

/** The forms that were measured slow (OR, IN (subselect), volatile or bare function) or that reveal rows. */
async function slowOrLeakyPolicies(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select p.tablename || '.' || p.policyname as name, coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '') as text
     from pg_policies p where p.schemaname = 'public'`,
  );
  return rows.flatMap(({ name, text }) => {
    const whoActs = text.replaceAll(/\( ?SELECT a\.office_id\s+FROM current_actor a\s+WHERE \('\w+'::text = ANY \(a\.item_groups\)\)\)/g, '');
    const bare = text.replaceAll(/\( ?SELECT (app_now|app_today|current_\w+|actor_may_read)\([^)]*\) AS \w+\)/g, '');
    return [
      ...(/\bOR\b/.test(text) ? [`policy with OR: ${name}`] : []),
      ...(/\bIN \(\s*SELECT/i.test(text) ? [`policy with IN (SELECT): ${name}`] : []),
      ...(/(app_now|app_today|current_(office|organisation|staff|purpose|assignment)|actor_may_read)\(/.test(bare)
        ? [`policy with a function that runs for every row: ${name}`]
        : []),
      ...(/\b(current_actor|actor_wanted|actor)\b/.test(whoActs) ? [`policy that asks who acts for every row: ${name}`] : []),
      ...(/\bnow\(\)|CURRENT_DATE|CURRENT_TIMESTAMP/i.test(text.replaceAll('app_now()', '')) ? [`policy with the clock of the server: ${name}`] : []),
      ...(/~~|\bLIKE\b|@>/.test(text) ? [`policy with an operator that no index serves: ${name}`] : []),
    ];
  });
}

function looseFunctions(client: ClientBase): Promise<readonly string[]> {
  return lines(
    client,
    `select 'definer function without a pinned search_path: ' || p.proname as problem from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and not coalesce(p.proconfig::text like '%search_path=pg_catalog%', false)
     union all
     select 'definer function that everybody may call: ' || p.proname from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('public', p.oid, 'execute')
     union all
     select 'definer function of a login role or superuser: ' || p.proname from pg_proc p join pg_roles r on r.oid = p.proowner
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and (r.rolcanlogin or r.rolsuper)
     union all
     select 'definer function that does not say what it asks: ' || p.proname from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and coalesce(obj_description(p.oid, 'pg_proc'), '') !~ '^\\[(actor|mask|session|worker|nobody|nothing)\\] '
     union all
     select 'definer function that is called by ' || r.rolname || ' and says otherwise: ' || p.proname from pg_proc p
     cross join pg_roles r
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and r.rolname in ('madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue')
       and has_function_privilege(r.oid, p.oid, 'execute')
       and (obj_description(p.oid, 'pg_proc') like '[nobody]%' or (obj_description(p.oid, 'pg_proc') like '[worker]%' and r.rolname <> 'madoguchi_worker'))
     union all
     select 'definer function that trusts its caller: ' || p.proname from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and obj_description(p.oid, 'pg_proc') like '[nothing]%'
       and p.proname <> all (array[${TRUSTING.map((name) => `'${name}'`).join(', ')}])
     union all
     select 'volatile function in a policy: ' || p.proname from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v'
       and (p.proname like 'current\\_%' or p.proname like 'app\\_%' or p.proname = 'actor_may_read')`,
  );
}

function looseViews(client: ClientBase): Promise<readonly string[]> {
  return lines(
    client,
    `select 'view that is neither the reader''s nor of the owner facts: ' || c.relname as problem from pg_class c join pg_roles r on r.oid = c.relowner
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and c.relname <> all (array[${OWNERS_VIEWS.map((name) => `'${name}'`).join(', ')}])
       and r.rolname <> 'madoguchi_facts' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)
     union all
     select 'view behind the policies that is not the gate''s, or no barrier: ' || w.name from unnest(array[${OWNERS_VIEWS.map((name) => `'${name}'`).join(', ')}]) as w(name)
     where not exists (select 1 from pg_class c join pg_roles r on r.oid = c.relowner
       where c.oid = to_regclass('public.' || w.name) and r.rolname = 'madoguchi_gate' and not (r.rolcanlogin or r.rolsuper or r.rolbypassrls)
         and c.reloptions = array['security_barrier=true'])
     union all
     select 'mask that ' || r.rolname || ' reads past its views' from pg_roles r
     where r.rolname in ('madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue', 'madoguchi_facts', 'public')
       and (has_table_privilege(r.oid, 'access_mask', 'select') or has_any_column_privilege(r.oid, 'access_mask', 'select'))
     union all
     select 'name in a counting view: ' || c.relname || '.' || a.attname from pg_class c join pg_roles r on r.oid = c.relowner
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relkind = 'v' and r.rolname = 'madoguchi_facts' and a.attname ~ '(name|kana|birth|address|phone|note|content|number)'`,
  );
}

function enumTypes(client: ClientBase): Promise<readonly string[]> {
  return lines(client, `select 'PostgreSQL enum: ' || t.typname as problem from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype = 'e'`);
}

function rowsBelongToRuntimeRoles(client: ClientBase): Promise<readonly string[]> {
  return lines(
    client,
    `select 'runtime role that could switch policies off: ' || r.rolname as problem from pg_roles r
     where r.rolname in ('madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue')
       and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or exists (
         select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and pg_has_role(r.oid, c.relowner, 'MEMBER')))`,
  );
}
