import { type ItemGroup, maskOf, OWN_ROW_GROUPS } from '../domain/item-group';

const IN_ROWS: ReadonlySet<ItemGroup> = new Set(OWN_ROW_GROUPS);

/**
 * Line one of the gate: every repository query on a table about persons joins what the reader may open now through this
 * text. It is written without looking at line two (the row policies); each holds alone, and tests remove the other.
 *
 * @param alias of the table in the query; a name in the source, never input.
 * @returns an inner join that leaves exactly the rows of `alias` that the acting office may see for the acting purpose.
 */
export function scope(alias: string, group: ItemGroup): string {
  return opened(alias, ofGroup(alias, group));
}

/** The same for the spine, whose key is its own id. */
export function scopePerson(alias: string): string {
  return opened(alias, ofPerson(alias));
}

/**
 * For a statement of many parts about one person: it begins `with ${seenOf('$1')}`, which asks what may be opened once, and
 * each part joins that through `scopeSeen`.
 * @param person the person's id in the query; never input.
 */
export function seenOf(person: string): string {
  return `seen as materialized (select asked.* from readable asked where asked.person_id = ${person})`;
}

/** As `scope`, asked of what the statement has looked up at its beginning. */
export function scopeSeen(alias: string, group: ItemGroup): string {
  return opened(alias, ofGroup(alias, group), 'seen');
}

/** As `scopePerson`, asked of the same. */
export function scopeSeenPerson(alias: string): string {
  return opened(alias, ofPerson(alias), 'seen');
}

/** For rows that name their own item group (the parts of a packet): the reader's mask holds that group. */
export function scopeOwnGroup(alias: string): string {
  return opened(alias, `${sameRecord(alias)} and ${holdsGroupOf(alias)}`);
}

/** For records of several rooms that name their own item group each: as `scopeOwnGroup`, and under a measure the own rows alone. */
export function scopeWritten(alias: string): string {
  return opened(alias, `${sameRecord(alias)} and ${holdsGroupOf(alias)}${writtenBy(alias, groupOf(alias))}`);
}

/** For what whoever knows of the person must know too (a measure of protection): a live number, whoever holds the record. */
export function scopeKnown(alias: string): string {
  return opened(alias, `open_mask.person_id = ${alias}.person_id and ${holds('number')}`);
}

/** For records that offices share (consents, referrals): the acting office takes part now. */
export function scopeParty(alias: string): string {
  const party = `${alias}_party`;
  return `join record_party ${party} on ${party}.record_id = ${alias}.id and ${party}.office_id = ${officeReading('number')}
    and ${party}.valid_from <= (select app_now()) and ${party}.valid_until > (select app_now())`;
}

/**
 * One look at the masks for each row; its names are none that a query gives to a table. Without the offset the planner would take the join apart and, since nothing may be
 * asked of the view before its own conditions, read all that the office may see.
 */
function opened(alias: string, which: string, among: 'readable' | 'seen' = 'readable'): string {
  return `join lateral (select from ${among} open_mask where ${which} offset 0) ${alias}_open on true`;
}

function ofGroup(alias: string, group: ItemGroup): string {
  return `${sameRecord(alias)} and ${holds(group)}${IN_ROWS.has(group) ? writtenBy(alias, String(maskOf(group))) : ''}`;
}

function ofPerson(alias: string): string {
  return `open_mask.person_id = ${alias}.id and open_mask.source_organisation_id = ${alias}.source_organisation_id and ${holds('number')}`;
}

function sameRecord(alias: string): string {
  return `open_mask.person_id = ${alias}.person_id and open_mask.source_organisation_id = ${alias}.source_organisation_id`;
}

function holds(group: ItemGroup): string {
  return `open_mask.groups & ${maskOf(group)} = ${maskOf(group)}`;
}

function holdsGroupOf(alias: string): string {
  return `open_mask.groups & ${groupOf(alias)} <> 0`;
}

/** The mask of the group that a row names. */
function groupOf(alias: string): string {
  return `(select 1 << open_group.bit from item_group open_group where open_group.code = ${alias}.item_group)`;
}

/** Under a measure a group may be open in the office's own rows alone: what tells where the person can be found stays with who wrote it. */
function writtenBy(alias: string, mask: string): string {
  return `\n    and ${alias}.source_office_id = case when open_mask.own_rows & ${mask} <> 0 then open_mask.office_id else ${alias}.source_office_id end`;
}

/** The acting office, if the acting role reads this item group. One question: two would be asked of the same row. */
function officeReading(group: ItemGroup): string {
  return `(select a.office_id from current_actor a where '${group}' = any (a.item_groups))`;
}
