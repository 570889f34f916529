import { FACTS } from '@madoguchi/indicators';
import type { ClientBase } from 'pg';
import type { Group } from './model';

/** Tables that hold one item group of one person, as one organisation holds it. */
export const GATED: Readonly<Record<string, Group>> = {
  person_basic: 'basic',
  support_case: 'basic',
  person_contact: 'contact',
  person_health: 'health',
  person_work_history: 'work_history',
  welfare_status: 'income',
  household_member: 'household',
  support_plan: 'plan',
  support_plan_goal: 'plan',
  support_plan_menu: 'plan',
  support_plan_member: 'plan',
  consultation: 'consultation',
  appointment: 'consultation',
  job_seeker_registration: 'job_search',
  job_introduction: 'job_search',
  placement: 'placement',
  retention_check: 'placement',
  job_separation: 'placement',
};

/** The other tables about persons, and how one row of each is named. */
const KEYS: Readonly<Record<string, string>> = {
  person: 'x.id',
  household: 'x.id',
  consent: 'x.id',
  consent_scope: "x.consent_id || ' ' || x.direction || ' ' || x.item_group || ' ' || x.purpose",
  referral: 'x.id',
  referral_part: 'x.id',
  referral_sending: 'x.id',
  referral_step: 'x.id',
  follow_up: 'x.id',
  reminder: 'x.id',
  record_party: "x.record_id || ' ' || x.office_id",
  search_token: "x.grantee_office_id || ' ' || x.token || ' ' || x.person_id || ' ' || x.source_organisation_id || ' ' || x.item_group",
  access_reason: 'x.id',
  export_file: 'x.id',
  export_chunk: "x.export_id || ' ' || x.position",
  export_person: "x.export_id || ' ' || x.person_id || ' ' || x.source_organisation_id || ' ' || x.item_group",
  protection: 'x.id',
  protection_renewal: 'x.id',
  protection_adversary: 'x.id',
  protection_release: 'x.id',
  exceptional_access: 'x.id',
  exceptional_answer: 'x.id',
  onward_sharing: 'x.id',
  draft: "x.staff_id || ' ' || x.office_id || ' ' || x.kind || ' ' || x.subject",
  idempotency_key: "x.assignment_id || ' ' || x.key",
};

/** The reader's side of the countable facts: views that must stay the reader's own. */
const VIEWS: Readonly<Record<string, string>> = Object.fromEntries(FACTS.map((fact) => [`open_${fact}`, 'x.record_id']));

/** A view behind the policies: what it shows of the masks, one row a group, as its reader asks it and as the owner knows it. */
interface GateView {
  readonly key: string;
  readonly asked: string;
  readonly known: string;
}

/** Masks taken apart: one row a group and interval. */
const CELLS = `select m.grantee_office_id, m.person_id, m.source_organisation_id, i.code as item_group, m.purpose, m.valid_from, m.valid_until,
  m.own_rows & (1 << i.bit) <> 0 as own_rows from access_mask m join item_group i on m.groups & (1 << i.bit) <> 0`;
const CELL_KEY = "x.grantee_office_id || ' ' || x.person_id || ' ' || x.source_organisation_id || ' ' || x.item_group || ' ' || x.purpose";

const GATE_VIEWS: Readonly<Record<string, GateView>> = {
  readable: {
    key: `${CELL_KEY} || ' ' || x.own_rows`,
    asked: `(select v.office_id as grantee_office_id, v.person_id, v.source_organisation_id, i.code as item_group, current_purpose() as purpose, v.own_rows & (1 << i.bit) <> 0 as own_rows
      from readable v join item_group i on v.groups & (1 << i.bit) <> 0)`,
    known: `(${CELLS})`,
  },
  reachable: {
    key: CELL_KEY,
    asked: `(select current_office() as grantee_office_id, v.person_id, v.source_organisation_id, i.code as item_group, current_purpose() as purpose
      from reachable v join item_group i on v.groups & (1 << i.bit) <> 0)`,
    known: `(${CELLS})`,
  },
  access_cell: { key: `${CELL_KEY} || ' ' || x.own_rows || ' ' || x.valid_from`, asked: 'access_cell', known: `(${CELLS})` },
};

export const TABLES: readonly string[] = [...Object.keys(GATED), ...Object.keys(KEYS)];
export const READABLE: readonly string[] = [...TABLES, ...Object.keys(VIEWS), ...Object.keys(GATE_VIEWS)];
const keyOf = (table: string): string => KEYS[table] ?? VIEWS[table] ?? GATE_VIEWS[table]?.key ?? 'x.id';

/** Every row that the runtime role can read now, by a statement that asks nothing itself. */
export const EVERYTHING = READABLE.map((table) => `select '${table}' as t, (${keyOf(table)})::text as k from ${GATE_VIEWS[table]?.asked ?? table} x`).join(' union all ');

export type Fields = Readonly<Record<string, string | number | boolean | null>>;

export interface Row {
  readonly key: string;
  readonly fields: Fields;
}

/** What there is, by table, as the owner sees it: whom policies do not bind. Contents of files stay out. */
export async function universeOf(owner: ClientBase): Promise<ReadonlyMap<string, readonly Row[]>> {
  const text = READABLE.map(
    (table) => `select '${table}' as t, (${keyOf(table)})::text as k, to_jsonb(x)${table === 'export_chunk' ? " - 'bytes'" : ''} as f from ${GATE_VIEWS[table]?.known ?? table} x`,
  ).join(' union all ');
  const { rows } = await owner.query<{ t: string; k: string; f: Fields }>(text);
  const universe = new Map<string, Row[]>(READABLE.map((table) => [table, []]));
  for (const { t, k, f } of rows) universe.get(t)?.push({ key: k, fields: f });
  return universe;
}

export type Universe = ReadonlyMap<string, readonly Row[]>;

export function rowsOf(universe: Universe, table: string): readonly Row[] {
  return universe.get(table) ?? [];
}

export function textOf(row: Row, field: string): string {
  return String(row.fields[field]);
}
