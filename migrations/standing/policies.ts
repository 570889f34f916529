import { type ItemGroup, maskOf, OWN_ROW_GROUPS } from '@madoguchi/access';

/** Texts that policies of many tables share. */

/** Said whatever keeps two persons apart, the day or the worker: which of them it was would tell where the other one is. */
export const CHOOSE_ANOTHER = 'この内容では登録できません。別の日か、別の担当者を選んでください。';

/**
 * The office of who acts now, if the role reads this item group: both questions as one, put where the planner sees it, a
 * look at one row. A function in its place costs three times as much, and twenty times before PostgreSQL 18.
 */
export function officeReading(group: string): string {
  return `(select a.office_id from current_actor a where '${group}' = any (a.item_groups))`;
}

export const live = (alias: string): string => `${alias}.valid_from <= (select app_now()) and ${alias}.valid_until > (select app_now())`;

/** The acting office and organisation wrote the row. */
export const OWN = 'source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())';

/** The masks that speak of this row: of its person, as its holder has it. */
const ofRow = (table: string): string => `r.person_id = ${table}.person_id and r.source_organisation_id = ${table}.source_organisation_id`;

/** True for a row that the acting role may read now: one index probe. No OR, by design. */
function isReadable(table: string, group: ItemGroup, more = ''): string {
  return `exists (select 1 from readable r where ${ofRow(table)} and r.groups & ${maskOf(group)} <> 0${more})`;
}

/** True for a row that is open to the acting office now, also where its role does not look. */
function isReachable(table: string, group: ItemGroup): string {
  return `exists (select 1 from reachable r where ${ofRow(table)} and r.groups & ${maskOf(group)} <> 0)`;
}

/** For rows that name their own item group: parts and papers of several groups. @param group where the row says its group's code */
export function groupReadable(table: string, group = `${table}.item_group`): string {
  return `exists (select 1 from readable r where ${ofRow(table)} and r.groups & (select 1 << i.bit from item_group i where i.code = ${group}) <> 0)`;
}

/** The same, also where the role does not look. */
export const groupReachable = (table: string): string =>
  `exists (select 1 from reachable r where ${ofRow(table)} and r.groups & (select 1 << i.bit from item_group i where i.code = ${table}.item_group) <> 0)`;

/** The acting office sees the person's basic record of the organisation that this row names: what a new row about a person asks. */
export const seesBasic = (table: string): string => isReachable(table, 'basic');

/** The acting office holds records of the person itself, whoever wrote the row: a warning is not written about strangers. */
export const holdsPerson = (table: string): string => `exists (
  select 1 from reachable r where r.person_id = ${table}.person_id
    and r.source_organisation_id = (select current_organisation()) and r.groups & ${maskOf('basic')} <> 0)`;

/** The acting office may see the number of the person now: whoever can stumble over the person is warned. */
export const knowsPerson = (table: string): string => `exists (
  select 1 from readable r where r.person_id = ${table}.person_id and r.groups & ${maskOf('number')} <> 0)`;

/** The acting office takes part in the record now. */
export const takesPart = (table: string): string => `exists (
  select 1 from record_party p where p.record_id = ${table}.id and p.office_id = (select current_office()) and ${live('p')})`;

/** The city of a row is the person's, or a fact would count in another city's figures. */
export const cityOfPerson = (table: string): string => `municipality_id = (select p.municipality_id from person p where p.id = ${table}.person_id)`;

/**
 * Policies and rights of a table that holds one item group: read through a mask, write only as one's own office. Writing
 * does not ask for the role's item group: reception takes down what it may not look up again. Whose record a row is and
 * who wrote it never changes: there is no right to.
 */
export function heldBy(table: string, group: ItemGroup): string {
  // Under a measure a group may be open in the grantee's own rows alone.
  const ownRows = OWN_ROW_GROUPS.includes(group)
    ? `\n  and ${table}.source_office_id = case when r.own_rows & ${maskOf(group)} <> 0 then r.office_id else ${table}.source_office_id end`
    : '';
  return `create policy ${table}_read on ${table} for select to madoguchi_app using (${isReadable(table, group, ownRows)});
create policy ${table}_add on ${table} for insert to madoguchi_app with check (
  ${OWN} and ${cityOfPerson(table)}
  and (select actor_may_read('number')) and ${isReachable(table, group)});
create policy ${table}_change on ${table} for update to madoguchi_app
  using (source_organisation_id = (select current_organisation()) and (select actor_may_read('${group}')) and ${isReachable(table, group)})
  with check (source_organisation_id = (select current_organisation()) and ${isReachable(table, group)});
grant select, insert on ${table} to madoguchi_app;
${mayChange(table)}`;
}

/** The right to change every column but those that say whose record a row is and who holds it. */
function mayChange(table: string): string {
  return `do $$ begin execute (
  select 'grant update (' || string_agg(quote_ident(a.attname), ', ') || ') on ${table} to madoguchi_app' from pg_attribute a
  where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped
    and a.attname <> all (array['id', 'person_id', 'municipality_id', 'source_office_id', 'source_organisation_id'])); end $$;`;
}

/** A table of facts about nobody that every signed-in request and the worker may read; only migrations and admin tools write it. */
/**
 * Of a measure under that name: it works. A 支援措置 works from when it is recorded until its end is confirmed, and by nobody's clock; a
 * 秘匿 of an office's own also until it lapses.
 */
export function worksNow(measure: string): string {
  return `${measure}.ended_at is null and (${measure}.lapses_at is null or ${measure}.lapses_at > coalesce(app_now(), clock_timestamp()))`;
}

/**
 * True for a 秘匿 by which the danger is at the office that registered the person: that office is not told. Its keeper is, whoever
 * that is. @param registrar the office that registered the person
 */
export function untold(measure: string, registrar: string): string {
  return `(${measure}.danger_at_registrar is true and ${measure}.source_office_id <> ${registrar})`;
}

export function openToRead(table: string): string {
  return `create policy ${table}_read on ${table} for select to madoguchi_app, madoguchi_worker, madoguchi_gate, madoguchi_facts using (true);
grant select on ${table} to madoguchi_app, madoguchi_worker, madoguchi_gate, madoguchi_facts;`;
}
