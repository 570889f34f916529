import { DataSource } from 'typeorm';
import { ITEM_GROUP_ROWS } from '@madoguchi/access';
import { permissionsOf, ROLES } from '@madoguchi/identity';
import { CODES, CONSENT_FORM_ROWS, ROLE_GROUPS, SETTING_ROWS } from './codes';
import { HOLIDAYS } from './holidays';
import { CODE_LISTS, CODE_MEANINGS } from './lists';

/** Brings the reference data that the product ships; runs after every migration, adds what is missing, and leaves a town's own labels and settings as they are. */
export async function loadReference(ownerUrl: string): Promise<void> {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, applicationName: 'madoguchi-reference', extra: { max: 1 } });
  await source.initialize();
  try {
    await source.transaction(async (manager) => {
      const insert = async (sql: string, rows: readonly object[]): Promise<void> => {
        await manager.query(sql, [JSON.stringify(rows)]);
      };
      await insert(
        `insert into code_list (kind, name, words) select kind, name, words
         from jsonb_to_recordset($1::jsonb) as r(kind text, name text, words boolean)
         on conflict (kind) do update set name = excluded.name, words = excluded.words`,
        CODE_LISTS.map(([kind, name, words]) => ({ kind, name, words })),
      );
      await insert(
        `insert into code (kind, code, label, sort) select kind, code, label, sort
         from jsonb_to_recordset($1::jsonb) as r(kind text, code text, label text, sort integer) on conflict do nothing`,
        CODES.map(([kind, code, label], sort) => ({ kind, code, label, sort })),
      );
      await insert(
        `update code set means = r.means from jsonb_to_recordset($1::jsonb) as r(kind text, code text, means text)
         where code.kind = r.kind and code.code = r.code and code.means is distinct from r.means`,
        CODE_MEANINGS.map(([kind, code, means]) => ({ kind, code, means })),
      );
      await insert(
        `insert into item_group (code, label, sort, shareable, locating, bit) select code, label, sort, shareable, locating, bit
         from jsonb_to_recordset($1::jsonb) as r(code text, label text, sort integer, shareable boolean, locating boolean, bit smallint) on conflict (code) do nothing`,
        ITEM_GROUP_ROWS.map(([code, label, shareable, locating, bit], sort) => ({ code, label, shareable, locating, sort, bit })),
      );
      await insert(
        `insert into role_item_group (role, item_group) select role, item_group
         from jsonb_to_recordset($1::jsonb) as r(role text, item_group text) on conflict do nothing`,
        Object.entries(ROLE_GROUPS).flatMap(([role, groups]) => groups.map((item_group) => ({ role, item_group }))),
      );
      // What a role may do is the product's own: what the list has lost, the role has lost.
      const permissions = ROLES.flatMap((role) => [...permissionsOf(role)].map((permission) => ({ role, permission })));
      await insert(
        `delete from role_permission p where not exists (
           select 1 from jsonb_to_recordset($1::jsonb) as r(role text, permission text) where r.role = p.role and r.permission = p.permission)`,
        permissions,
      );
      await insert(
        `insert into role_permission (role, permission) select role, permission
         from jsonb_to_recordset($1::jsonb) as r(role text, permission text) on conflict do nothing`,
        permissions,
      );
      await insert(
        `insert into setting (key, value, description) select key, value, description
         from jsonb_to_recordset($1::jsonb) as r(key text, value jsonb, description text) on conflict do nothing`,
        SETTING_ROWS.map(([key, value, description]) => ({ key, value, description })),
      );
      await insert(
        `insert into holiday (day, name) select day, name from jsonb_to_recordset($1::jsonb) as r(day date, name text) on conflict do nothing`,
        HOLIDAYS.map(({ day, name }) => ({ day, name })),
      );
      await insert(
        `insert into consent_form (id, name, wording_version, wording, validity_months, valid_from)
         select id, name, version, wording, "validityMonths", '2024-04-01'
         from jsonb_to_recordset($1::jsonb) as r(id uuid, name text, version text, wording text, "validityMonths" integer) on conflict do nothing`,
        CONSENT_FORM_ROWS.map(({ scopes: _scopes, ...form }) => form),
      );
      await insert(
        `insert into consent_form_scope (form_id, direction, item_group, purpose) select form_id, direction, item_group, purpose
         from jsonb_to_recordset($1::jsonb) as r(form_id uuid, direction text, item_group text, purpose text) on conflict do nothing`,
        CONSENT_FORM_ROWS.flatMap((form) =>
          form.scopes.flatMap(([direction, groups]) =>
            groups.flatMap((item_group) => ['support', 'report'].map((purpose) => ({ form_id: form.id, direction, item_group, purpose }))),
          ),
        ),
      );
    });
  } finally {
    await source.destroy();
  }
}
