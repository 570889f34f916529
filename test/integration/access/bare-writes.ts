import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Allowed } from './allowed';
import type { Actor, Group, Purpose } from './model';
import { type Comparison, decided } from './second-line';
import { SECOND_MUNICIPALITY, TOWN } from './town';
import { type Fields, GATED, type Row, rowsOf, textOf } from './universe';

/** A bare statement of the runtime role, and what the rules say of it. */
interface Attempt {
  readonly what: string;
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly text: string;
  /** A row to add, as JSON; for changes the key stands in the text. */
  readonly row?: Fields;
  readonly allowed: boolean;
}

const ROWS_A_TABLE = 4;
const WRITERS = ['cw1', 'soudan', 'navi1', 'second-cw', 'second-navi', 'counter-admin', 'cw2-at-self-reliance'] as const;
const REFUSED = '42501';

/** One statement for all of them: each is tried and taken back, and says what became of it. */
const TRY_ALL = `do $$
declare attempt jsonb; outcome jsonb := '[]'; said text; touched bigint;
begin
  for attempt in select value from jsonb_array_elements(current_setting('test.attempts')::jsonb) loop
    begin
      perform set_config('app.assignment', attempt->>'assignment', true), set_config('app.purpose', attempt->>'purpose', true);
      execute attempt->>'text' using attempt->'row';
      get diagnostics touched = row_count;
      raise exception using errcode = 'ZZ001', message = touched::text;
    exception when others then
      said := case when sqlstate = 'ZZ001' then sqlerrm else sqlstate end;
    end;
    outcome := outcome || to_jsonb(said);
  end loop;
  perform set_config('test.outcome', outcome::text, true);
end $$`;

/**
 * Line two for writing: rows are added, changed and taken away by bare statements of the runtime role, row by row and
 * actor by actor, against the rules. The policies speak before constraints do, so a constraint in the way counts as let through.
 * @param runtime in a transaction, as madoguchi_app
 */
export async function compareWrites(runtime: ClientBase, columns: ReadonlyMap<string, readonly string[]>, allowed: Allowed, into: Comparison): Promise<void> {
  const attempts = new Attempts(allowed, columns).all();
  const list = attempts.map(({ actor, purpose, text, row }) => ({ assignment: actor.assignment, purpose, text, row: row ?? null }));
  await runtime.query('savepoint writes');
  await runtime.query("select set_config('app.now', $1, true), set_config('app.request', 'access-test', true), set_config('test.attempts', $2, true)", [
    new Date(allowed.model.now).toISOString(),
    JSON.stringify(list),
  ]);
  await runtime.query(TRY_ALL);
  const { rows } = await runtime.query<{ outcome: string[] }>("select current_setting('test.outcome')::jsonb as outcome");
  await runtime.query('rollback to savepoint writes');
  for (const [index, attempt] of attempts.entries()) {
    const said = rows[0]?.outcome[index] ?? 'nothing';
    decided(into, 'direct writes, by policies alone');
    const through = said !== REFUSED && said !== '0';
    if (through !== attempt.allowed) into.differences.push(`writes: ${attempt.actor.login} (${attempt.purpose}) ${attempt.what}: ${said}, rules ${attempt.allowed ? 'allow' : 'refuse'} it`);
  }
}

/** Columns that a row can be given, by table; generated ones stay out. */
export async function columnsOf(owner: ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await owner.query<{ t: string; c: string[] }>(
    `select c.relname as t, array_agg(a.attname::text order by a.attnum) as c from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by 1`,
  );
  return new Map(rows.map((row) => [row.t, row.c]));
}

class Attempts {
  private readonly list: Attempt[] = [];

  constructor(
    private readonly allowed: Allowed,
    private readonly columns: ReadonlyMap<string, readonly string[]>,
  ) {}

  all(): readonly Attempt[] {
    for (const login of WRITERS) {
      const actor = this.allowed.model.actor(login);
      for (const [table, group] of Object.entries(GATED)) this.gated(table, group, actor);
      this.spine(actor);
      this.shared(actor);
      this.desk(actor);
    }
    return this.list;
  }

  /** A record is added as the own office's, about somebody whose records of this kind are open; changed by who holds it. */
  private gated(table: string, group: Group, actor: Actor): void {
    const { oracle } = this.allowed;
    for (const [index, row] of this.some(table).entries()) {
      const person = textOf(row, 'person_id');
      const mine = { ...row.fields, id: randomUUID(), ...this.as(actor) };
      const may = oracle.roleReads(actor, 'number') && oracle.opened(actor.office, person, actor.office.organisation, group, 'support');
      this.add(table, `adds its own ${table}`, actor, mine, may && textOf(row, 'municipality_id') === this.cityOf(person));
      const holds = textOf(row, 'source_organisation_id') === actor.office.organisation && oracle.mayRow(actor, person, actor.office.organisation, group, 'support', textOf(row, 'source_office_id'));
      this.change(`changes ${table}`, actor, `update ${table} set version = version + 1 where id = '${row.key}'`, holds);
      // Whose a row pretends to be is refused whatever the person: two of them are enough.
      if (index > 1) continue;
      this.add(table, `adds ${table} for another office`, actor, { ...mine, source_office_id: this.otherOffice(actor).id }, false);
      this.add(table, `adds ${table} for another organisation`, actor, { ...mine, source_organisation_id: this.otherOffice(actor).organisation }, false);
      this.add(table, `adds ${table} to another city`, actor, { ...mine, municipality_id: this.otherCity(person) }, false);
    }
  }

  private spine(actor: Actor): void {
    for (const row of this.some('person')) {
      this.add('person', 'registers as its own', actor, { ...row.fields, id: randomUUID(), ...this.as(actor) }, this.allowed.oracle.live(actor));
      this.add('person', 'registers for another office', actor, { ...row.fields, id: randomUUID(), ...this.as(actor), source_office_id: this.otherOffice(actor).id }, false);
    }
    for (const row of this.some('household')) {
      const fields = { ...row.fields, id: randomUUID(), case_number: 'プローブ' };
      this.add('household', 'opens a household', actor, { ...fields, ...this.as(actor) }, this.allowed.oracle.roleReads(actor, 'number'));
      this.add('household', 'opens a household for another office', actor, { ...fields, ...this.as(actor), source_office_id: this.otherOffice(actor).id }, false);
      // Seen through its members, changed by the office that keeps it.
      const may = textOf(row, 'source_office_id') === actor.office.id && this.allowed.row('household', actor, row, 'support');
      this.change('changes a household', actor, `update household set version = version + 1 where id = '${row.key}'`, may);
    }
  }

  /** Consents and requests: taken and written by the own office about whom it may see; moved by who takes part. */
  private shared(actor: Actor): void {
    const { oracle, model } = this.allowed;
    const mayTake = (person: string): boolean => oracle.roleReads(actor, 'number') && oracle.opened(actor.office, person, actor.office.organisation, 'basic', 'support');
    const free = [...model.persons.values()].filter((person) => ![...model.consents.values()].some((one) => one.person === person.id));
    for (const row of this.some('consent')) {
      for (const { id: person } of free.slice(0, 3)) {
        const mine = { ...row.fields, id: randomUUID(), person_id: person, ...this.as(actor) };
        this.add('consent', 'takes a consent', actor, mine, mayTake(person));
        this.add('consent', 'takes a consent for another office', actor, { ...mine, source_office_id: this.otherOffice(actor).id }, false);
      }
      const own = textOf(row, 'source_office_id') === actor.office.id && oracle.roleReads(actor, 'number');
      this.change('changes a consent', actor, `update consent set version = version + 1 where id = '${row.key}'`, own);
      this.add('consent_scope', 'widens a consent beyond its words', actor, { consent_id: row.key, direction: 'from_recipient', item_group: 'number', purpose: 'support' }, false);
    }
    for (const row of this.some('referral')) {
      const person = textOf(row, 'person_id');
      const unsent = { sending_id: null, status: 'draft' };
      const mine = { ...row.fields, id: randomUUID(), ...unsent, ...this.as(actor) };
      this.add('referral', 'writes a request', actor, mine, mayTake(person) && textOf(row, 'municipality_id') === this.cityOf(person));
      this.add('referral', 'writes a request for another office', actor, { ...mine, source_office_id: this.otherOffice(actor).id }, false);
      this.add('referral', 'writes a request into another city', actor, { ...mine, municipality_id: this.otherCity(person) }, false);
      if (row.fields['sending_id'] !== null) this.add('referral', 'writes a request that is sent already', actor, { ...mine, sending_id: row.fields['sending_id'] ?? null }, false);
      const known = model.referrals.get(row.key);
      this.change('moves a request', actor, `update referral set version = version + 1 where id = '${row.key}'`, known !== undefined && oracle.seesReferral(actor, known));
      const step = { id: randomUUID(), referral_id: row.key, person_id: person, office_id: actor.office.id, staff_id: actor.staff, at: '2026-01-01T00:00:00Z', request_version: 9_999, to_status: 'accepted' };
      const takesPart = known !== undefined && oracle.seesReferral(actor, known);
      this.add('referral_step', 'records a move', actor, step, takesPart);
      this.add('referral_step', 'records a move for another office', actor, { ...step, office_id: this.otherOffice(actor).id }, false);
      this.add('referral_step', 'records a move for a colleague', actor, { ...step, staff_id: this.otherStaff(actor) }, false);
    }
    for (const row of this.some('referral_sending')) {
      const known = model.referrals.get(textOf(row, 'referral_id'));
      const takesPart = known !== undefined && oracle.seesReferral(actor, known);
      this.change('writes into a sending', actor, `update referral_sending set version = version + 1 where id = '${row.key}'`, takesPart);
      const mine = { ...row.fields, id: randomUUID(), document_number: randomUUID(), reply: null, replied_on: null, reply_reason: null, declined_by: null, reply_note: null, ...this.as(actor), decided_by: actor.staff };
      const sends = takesPart && known.source.id === actor.office.id && mayTake(textOf(row, 'person_id'));
      this.add('referral_sending', 'sends a request', actor, mine, sends);
      this.add('referral_sending', 'sends a request as a colleague', actor, { ...mine, decided_by: this.otherStaff(actor) }, false);
      this.add('referral_sending', 'sends a request for another office', actor, { ...mine, source_office_id: this.otherOffice(actor).id }, false);
      this.add('referral_sending', 'sends to whom the request does not go', actor, { ...mine, recipient_office_id: actor.office.id }, false);
    }
    for (const row of this.some('referral_part')) {
      const [person, group] = [textOf(row, 'person_id'), textOf(row, 'item_group') as Group];
      const may = oracle.may(actor, person, actor.office.organisation, group, 'support');
      const mine = { ...row.fields, id: randomUUID(), ...this.as(actor) };
      // The policy asks for the office’s mask; a role that may not read the group is stopped by the use case.
      if (may || !oracle.opened(actor.office, person, actor.office.organisation, group, 'support')) this.add('referral_part', 'adds to a packet', actor, mine, may);
      this.add('referral_part', 'adds to a packet for another office', actor, { ...mine, source_office_id: this.otherOffice(actor).id }, false);
      const open = textOf(row, 'source_office_id') === actor.office.id && row.fields['sending_id'] === null && this.allowed.row('referral_part', actor, row, 'support');
      this.change('changes a packet', actor, `update referral_part set version = version + 1 where id = '${row.key}'`, open);
      this.change('takes from a packet', actor, `delete from referral_part where id = '${row.key}'`, open);
    }
  }

  /** Queue, files, drafts and repeated commands: of the own office, the own assignment, the own hand. */
  private desk(actor: Actor): void {
    const { oracle, model } = this.allowed;
    for (const row of this.some('follow_up')) {
      const mine = { ...row.fields, id: randomUUID(), subject_id: randomUUID(), office_id: actor.office.id, written_by: actor.staff };
      if (oracle.seesNumber(actor, textOf(row, 'person_id'), 'support')) this.add('follow_up', 'lays before its own office', actor, mine, true);
      const stranger = !oracle.roleReads(actor, 'number') || !this.hasToDoWith(actor.office.id, textOf(row, 'person_id'));
      if (stranger) this.add('follow_up', 'lays before its own office', actor, mine, false);
      this.add('follow_up', 'lays something as a colleague', actor, { ...mine, written_by: this.otherStaff(actor) }, false);
      this.change('changes what is due', actor, `update follow_up set version = version + 1 where id = '${row.key}'`, oracle.seesQueueOf(actor, textOf(row, 'office_id')));
    }
    for (const row of this.some('reminder')) {
      this.change('puts a reminder away', actor, `update reminder set seen_at = app_now() where id = '${row.key}'`, oracle.seesQueueOf(actor, textOf(row, 'office_id')));
    }
    const live = oracle.live(actor);
    for (const row of this.some('draft')) {
      const mine = { ...row.fields, staff_id: actor.staff, office_id: actor.office.id, subject: randomUUID() };
      this.add('draft', 'keeps a draft', actor, mine, live);
      this.add('draft', 'keeps a draft as a colleague', actor, { ...mine, staff_id: this.otherStaff(actor) }, false);
      const key = `staff_id = '${textOf(row, 'staff_id')}' and office_id = '${textOf(row, 'office_id')}' and kind = '${textOf(row, 'kind')}' and subject = '${textOf(row, 'subject')}'`;
      const own = this.allowed.row('draft', actor, row, 'support');
      this.change('changes a draft', actor, `update draft set saved_at = app_now() where ${key}`, own);
      this.change('puts a draft into other hands', actor, `update draft set staff_id = '${this.otherStaff(actor)}' where ${key}`, false);
      this.change('drops a draft', actor, `delete from draft where ${key}`, own);
    }
    for (const row of this.some('idempotency_key')) {
      this.add('idempotency_key', 'keeps an answer', actor, { ...row.fields, assignment_id: actor.assignment, key: randomUUID() }, live);
      this.add('idempotency_key', 'keeps an answer for another', actor, { ...row.fields, assignment_id: this.otherAssignment(actor), key: randomUUID() }, false);
      this.change('changes an answer', actor, `update idempotency_key set route = route where assignment_id = '${textOf(row, 'assignment_id')}' and key = '${textOf(row, 'key')}'`, this.allowed.row('idempotency_key', actor, row, 'support'));
    }
    for (const row of this.some('export_file')) {
      const own = this.allowed.row('export_file', actor, row, 'support');
      this.add('export_file', 'asks for a file', actor, { ...row.fields, id: randomUUID(), assignment_id: actor.assignment, office_id: actor.office.id }, live);
      this.add('export_file', 'asks for a file as another', actor, { ...row.fields, id: randomUUID(), assignment_id: this.otherAssignment(actor) }, false);
      this.change('changes a file', actor, `update export_file set rows_done = rows_done where id = '${row.key}'`, own);
      this.add('export_chunk', 'writes into a file', actor, { export_id: row.key, position: 9_999, bytes: '\\x00' }, own);
      const person = [...model.persons.keys()][0] ?? randomUUID();
      this.add('export_person', 'names somebody in a file', actor, { export_id: row.key, person_id: person, source_organisation_id: actor.office.organisation, item_group: 'health' }, own);
    }
  }

  private add(table: string, what: string, actor: Actor, row: Fields, allowed: boolean): void {
    const names = (this.columns.get(table) ?? []).filter((name) => name in row).map((name) => `"${name}"`);
    const list = names.join(', ');
    this.list.push({ what, actor, purpose: 'support', text: `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1)`, row, allowed });
  }

  private change(what: string, actor: Actor, text: string, allowed: boolean): void {
    this.list.push({ what, actor, purpose: 'support', text, allowed });
  }

  /** The newest row of each person and office, newest first: the scene lies at the end. */
  private some(table: string): readonly Row[] {
    const newest = new Map(rowsOf(this.allowed.universe, table).map((row) => [`${textOf(row, 'person_id')} ${textOf(row, 'source_office_id')} ${textOf(row, 'assignment_id')} ${textOf(row, 'office_id')}`, row]));
    return [...newest.values()].reverse().slice(0, ROWS_A_TABLE);
  }

  private as(actor: Actor): Fields {
    return { source_office_id: actor.office.id, source_organisation_id: actor.office.organisation, written_by: actor.staff };
  }

  private otherOffice(actor: Actor): { readonly id: string; readonly organisation: string } {
    return actor.office.organisation === TOWN.welfare.organisation ? TOWN.helloWork : TOWN.welfare;
  }

  private otherStaff(actor: Actor): string {
    return this.allowed.model.actor(actor.login === 'kakaricho' ? 'cw1' : 'kakaricho').staff;
  }

  private otherAssignment(actor: Actor): string {
    return this.allowed.model.actor(actor.login === 'kakaricho' ? 'cw1' : 'kakaricho').assignment;
  }

  private cityOf(person: string): string {
    return this.allowed.model.person(person).office.municipality ?? '';
  }

  private otherCity(person: string): string {
    return this.cityOf(person) === SECOND_MUNICIPALITY.id ? (TOWN.welfare.municipality ?? '') : SECOND_MUNICIPALITY.id;
  }

  private hasToDoWith(office: string, person: string): boolean {
    const { model } = this.allowed;
    return (
      model.person(person).office.id === office ||
      this.allowed.oracle.offices().some((one) => one.id === office && model.hasWritten(person, one)) ||
      [...model.consents.values(), ...model.referrals.values()].some((one) => one.person === person && (one.source.id === office || one.recipient.id === office))
    );
  }
}
