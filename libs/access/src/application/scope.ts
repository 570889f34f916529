import { type ItemGroup, OWN_ROW_GROUPS } from '../domain/item-group';

const IN_ROWS: ReadonlySet<ItemGroup> = new Set(OWN_ROW_GROUPS);

/**
 * Line one of the gate: every repository query on a table about persons joins the reader's live cells through this
 * text. It is written without looking at line two (the row policies); each holds alone, and tests remove the other.
 *
 * @param alias of the table in the query; a name in the source, never input.
 * @returns an inner join that leaves exactly the rows of `alias` that the acting office may see for the acting purpose.
 */
export function scope(alias: string, group: ItemGroup): string {
  const cell = `${alias}_cell`;
  return `join access_cell ${cell} on ${cell}.person_id = ${alias}.person_id
    and ${cell}.source_organisation_id = ${alias}.source_organisation_id${ownRows(alias, group)}
    and ${liveCell(cell, group)}`;
}

/** The same for the spine, whose key is its own id. */
export function scopePerson(alias: string): string {
  const cell = `${alias}_cell`;
  return `join access_cell ${cell} on ${cell}.person_id = ${alias}.id
    and ${cell}.source_organisation_id = ${alias}.source_organisation_id
    and ${liveCell(cell, 'number')}`;
}

/** For rows that name their own item group (the parts of a packet): the reader's cell of that group. */
export function scopeOwnGroup(alias: string): string {
  const cell = `${alias}_cell`;
  return `join access_cell ${cell} on ${cell}.person_id = ${alias}.person_id
    and ${cell}.source_organisation_id = ${alias}.source_organisation_id
    and ${cell}.item_group = ${alias}.item_group
    and ${cell}.grantee_office_id = (select current_office())
    and ${cell}.purpose = (select current_purpose())
    and ${cell}.valid_from <= (select app_now())
    and ${cell}.valid_until > (select app_now())
    and actor_may_read(${alias}.item_group)`;
}

/** For records of several rooms that name their own item group each: as `scopeOwnGroup`, and under a measure the own rows alone. */
export function scopeWritten(alias: string): string {
  return `${scopeOwnGroup(alias)}
    and ${alias}.source_office_id = case when ${alias}_cell.own_rows then ${alias}_cell.grantee_office_id else ${alias}.source_office_id end`;
}

/** For what whoever knows of the person must know too (a measure of protection): a live number, whoever holds the record. */
export function scopeKnown(alias: string): string {
  const cell = `${alias}_cell`;
  return `join access_cell ${cell} on ${cell}.person_id = ${alias}.person_id
    and ${liveCell(cell, 'number')}`;
}

/** For records that offices share (consents, referrals): the acting office takes part now. */
export function scopeParty(alias: string): string {
  const party = `${alias}_party`;
  return `join record_party ${party} on ${party}.record_id = ${alias}.id and ${party}.office_id = ${officeReading('number')}
    and ${party}.valid_from <= (select app_now()) and ${party}.valid_until > (select app_now())`;
}

/** Under a measure a cell may hold the office's own rows alone: what tells where the person can be found stays with who wrote it. */
function ownRows(alias: string, group: ItemGroup): string {
  if (!IN_ROWS.has(group)) return '';
  return `\n    and ${alias}.source_office_id = case when ${alias}_cell.own_rows then ${alias}_cell.grantee_office_id else ${alias}.source_office_id end`;
}

function liveCell(cell: string, group: ItemGroup): string {
  return `${cell}.grantee_office_id = ${officeReading(group)}
    and ${cell}.item_group = '${group}'
    and ${cell}.purpose = (select current_purpose())
    and ${cell}.valid_from <= (select app_now())
    and ${cell}.valid_until > (select app_now())`;
}

/** The acting office, if the acting role reads this item group. One question: two would be asked of the same row. */
function officeReading(group: ItemGroup): string {
  return `(select a.office_id from current_actor a where '${group}' = any (a.item_groups))`;
}
