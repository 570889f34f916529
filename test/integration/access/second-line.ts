import { searchKey } from '@madoguchi/kernel';
import type { ClientBase } from 'pg';
import type { Allowed } from './allowed';
import { type Actor, GROUPS, PURPOSES, type Purpose } from './model';
import { EVERYTHING, rowsOf, READABLE, textOf } from './universe';

export interface Comparison {
  /** Single questions of "may this reader see this row", each answered by rules and product. */
  decisions: number;
  readonly differences: string[];
  /** Decisions by how they were asked and what they were about: `direct rows of person_basic`, `HTTP columns of a page`. */
  readonly kinds: Map<string, number>;
}

export const nothingCompared = (): Comparison => ({ decisions: 0, differences: [], kinds: new Map() });

export function decided(into: Comparison, kind: string, times = 1): void {
  into.decisions += times;
  into.kinds.set(kind, (into.kinds.get(kind) ?? 0) + times);
}

/** Sets the actor for this transaction only, in the way of the product but not with its code. */
export async function actAs(client: ClientBase, actor: Actor, purpose: Purpose, now: number): Promise<void> {
  await client.query(
    "select set_config('app.assignment', $1, true), set_config('app.purpose', $2, true), set_config('app.now', $3, true), set_config('app.request', 'access-test', true)",
    [actor.assignment, purpose, new Date(now).toISOString()],
  );
}

/**
 * Line two alone: bare statements of the runtime role against the rules, table by table and row by row.
 * @param runtime connected as madoguchi_app, or an owner who has put that role on.
 */
export async function compareSecondLine(runtime: ClientBase, allowed: Allowed, into: Comparison, savepoint = false): Promise<void> {
  const [begin, end] = savepoint ? ['savepoint look', 'rollback to savepoint look'] : ['begin', 'rollback'];
  for (const actor of allowed.model.actors) {
    for (const purpose of PURPOSES) {
      await runtime.query(begin);
      await actAs(runtime, actor, purpose, allowed.model.now);
      const seen = new Map(READABLE.map((table) => [table, new Set<string>()]));
      const { rows } = await runtime.query<{ t: string; k: string }>({ name: 'everything', text: EVERYTHING });
      await runtime.query(end);
      for (const { t, k } of rows) seen.get(t)?.add(k);
      compareRows(actor, purpose, seen, allowed, into);
    }
  }
}

function compareRows(actor: Actor, purpose: Purpose, seen: ReadonlyMap<string, ReadonlySet<string>>, allowed: Allowed, into: Comparison): void {
  for (const table of READABLE) {
    for (const row of rowsOf(allowed.universe, table)) {
      decided(into, 'direct rows, by policies alone');
      const may = allowed.row(table, actor, row, purpose);
      if (may === (seen.get(table)?.has(row.key) ?? false)) continue;
      into.differences.push(`second line: ${actor.login} (${purpose}) ${may ? 'misses' : 'sees'} ${table} ${row.key}`);
    }
    // A view may also show what there is not: a cell of another purpose, say.
    const known = new Set(rowsOf(allowed.universe, table).map((row) => row.key));
    for (const key of seen.get(table) ?? []) if (!known.has(key)) into.differences.push(`second line: ${actor.login} (${purpose}) is shown ${table} ${key}, which is not there`);
  }
}

/** Without an actor there is nothing, in any table. */
export async function compareNobody(runtime: ClientBase, into: Comparison): Promise<void> {
  const { rows } = await runtime.query<{ t: string; n: number }>(`select e.t, count(*)::int as n from (${EVERYTHING}) e group by e.t`);
  decided(into, 'direct tables without an actor', READABLE.length);
  for (const { t, n } of rows) into.differences.push(`second line: nobody sees ${n} rows of ${t}`);
}

/** The materialised cells against the rules, for every office and not only for those that look; and the search tokens. */
export function compareCells(allowed: Allowed, into: Comparison): void {
  const { oracle, model, universe } = allowed;
  const live = (row: { readonly fields: Readonly<Record<string, unknown>> }): boolean =>
    Date.parse(String(row.fields['valid_from']).replace('-infinity', '1970-01-01')) <= model.now &&
    (row.fields['valid_until'] === 'infinity' || Date.parse(String(row.fields['valid_until'])) > model.now);
  const cells = new Map(
    rowsOf(universe, 'access_cell')
      .filter(live)
      .map((row) => [['grantee_office_id', 'person_id', 'source_organisation_id', 'item_group', 'purpose'].map((field) => textOf(row, field)).join(' '), row.fields['own_rows'] === true]),
  );
  for (const office of oracle.offices()) {
    for (const person of model.persons.values()) {
      for (const organisation of oracle.organisations()) {
        for (const group of ['number', ...GROUPS] as const) {
          for (const purpose of PURPOSES) {
            decided(into, 'direct cells');
            const own = cells.get([office.id, person.id, organisation, group, purpose].join(' '));
            const held = own !== undefined;
            if (held && own !== (oracle.ownRowsOnly(office, person.id, organisation, group) && group !== 'contact' && group !== 'household')) {
              into.differences.push(`cells: ${office.id} holds ${own ? 'its own rows' : 'all rows'} of ${group} of ${person.number} from ${organisation} (${purpose})`);
            }
            if (held !== oracle.opened(office, person.id, organisation, group, purpose)) {
              into.differences.push(`cells: ${office.id} ${held ? 'holds' : 'lacks'} ${group} of ${person.number} from ${organisation} (${purpose})`);
            }
          }
        }
      }
    }
  }
  compareTokens(allowed, live, into);
}

function compareTokens(allowed: Allowed, live: (row: { readonly fields: Readonly<Record<string, unknown>> }) => boolean, into: Comparison): void {
  const { oracle, universe } = allowed;
  const held = new Set(rowsOf(universe, 'search_token').filter(live).map((row) => row.key));
  const wanted = new Set<string>();
  for (const [table, group] of [['person_basic', 'basic'], ['person_contact', 'contact']] as const) {
    for (const row of rowsOf(universe, table)) {
      const tokens = [...(row.fields['search_tokens'] as unknown as readonly string[])];
      if (group === 'basic') tokens.push(`k:${searchKey(textOf(row, 'family_kana') + textOf(row, 'given_kana'))}`);
      const [person, organisation] = [textOf(row, 'person_id'), textOf(row, 'source_organisation_id')];
      for (const office of oracle.offices().filter((one) => oracle.opened(one, person, organisation, group, 'support'))) {
        // No search by telephone number confirms a protected person, in any office; where the danger is, it tells nothing by its silence.
        if (group === 'contact' && oracle.isToldProtected(office, person)) continue;
        for (const token of tokens) wanted.add([office.id, token, person, organisation, group].join(' '));
      }
    }
  }
  decided(into, 'direct search tokens', wanted.size);
  for (const key of wanted) if (!held.has(key)) into.differences.push(`search: no token ${key}`);
  for (const key of held) if (!wanted.has(key)) into.differences.push(`search: token ${key} is left over`);
}

/** Cells, reasons and tokens of one person, by the product's own differential. */
export async function compareDrift(owner: ClientBase, allowed: Allowed, into: Comparison, savepoint = false): Promise<void> {
  const [begin, end] = savepoint ? ['savepoint drift', 'rollback to savepoint drift'] : ['begin', 'rollback'];
  await owner.query(begin);
  await owner.query("select set_config('app.now', $1, true)", [new Date(allowed.model.now).toISOString()]);
  const { rows } = await owner.query<{ id: string; cells: number; tokens: number }>('select p.id, access_differences(p.id)::int as cells, token_differences(p.id)::int as tokens from person p');
  await owner.query(end);
  decided(into, 'direct cells against reasons', rows.length);
  for (const { id, cells, tokens } of rows) {
    if (cells !== 0) into.differences.push(`access_differences of ${id} is ${cells}`);
    if (tokens !== 0) into.differences.push(`token_differences of ${id} is ${tokens}`);
  }
}
