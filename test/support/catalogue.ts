import type { ClientBase } from 'pg';

/** Rights of one thing, without its owner's, in one order. */
const rights = (acl: string, owner: string): string =>
  `(select string_agg(coalesce(g.rolname, 'public') || '=' || x.privilege_type, ',' order by g.rolname, x.privilege_type)
    from aclexplode(${acl}) x left join pg_roles g on g.oid = x.grantee where x.grantee <> ${owner})`;

const QUESTIONS: readonly string[] = [
  `select 'table ' || c.relname, concat_ws(' | ', c.relrowsecurity, obj_description(c.oid, 'pg_class'), ${rights('c.relacl', 'c.relowner')})
   from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'S')`,
  `select 'column ' || c.relname || '.' || a.attname, concat_ws(' | ', format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
     a.attgenerated, col_description(c.oid, a.attnum), ${rights('a.attacl', 'c.relowner')})
   from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  `select 'constraint on ' || conrelid::regclass, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`,
  `select 'index ' || indexname, indexdef from pg_indexes where schemaname = 'public'`,
  `select 'function ' || p.oid::regprocedure, concat_ws(' | ', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), ${rights("coalesce(p.proacl, acldefault('f', p.proowner))", 'p.proowner')})
   from pg_proc p where p.pronamespace = 'public'::regnamespace`,
  `select 'view ' || c.relname, concat_ws(' | ', pg_get_viewdef(c.oid), c.reloptions::text, pg_get_userbyid(c.relowner), ${rights('c.relacl', 'c.relowner')})
   from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'`,
  `select 'policy ' || policyname || ' on ' || tablename, concat_ws(' | ', cmd, roles::text, qual, with_check) from pg_policies where schemaname = 'public'`,
  `select 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass, pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t where not t.tgisinternal`,
];

/** Everything that stands in a database's schema, as lines `name: text` in one order: two databases of one schema have the same. */
export async function catalogue(client: ClientBase): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const question of QUESTIONS) {
    const { rows } = await client.query<{ name: string; text: string }>(`select x.name, x.text from (${question}) as x(name, text)`);
    lines.push(...rows.map(({ name, text }) => `${name}: ${text.replaceAll(/\s+/g, ' ')}`));
  }
  return lines.sort();
}
