import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { assignmentId } from '../../../apps/cli/src/demo/organisations';
import type { Allowed } from './allowed';
import { compareGuards } from './guard-calls';
import type { Actor, Purpose } from './model';
import { type Comparison, decided } from './second-line';
import { rowsOf, textOf } from './universe';

/** What a statement of one actor gives: rows as text, or the code with which it was refused. */
export type Ask = (actor: Pick<Actor, 'assignment'>, text: string, values?: readonly unknown[], purpose?: Purpose) => Promise<string>;

/**
 * The functions that look behind the policies, called by who should get nothing of them and by who should, and the audit
 * record: what it takes down and to whom it opens.
 * @param owner in a transaction
 */
export async function compareCalls(owner: ClientBase, allowed: Allowed, into: Comparison): Promise<void> {
  const ask: Ask = async (actor, text, values = [], purpose = 'support') => {
    await owner.query('savepoint call');
    try {
      await owner.query("select set_config('app.assignment', $1, true), set_config('app.purpose', $2, true), set_config('app.now', $3, true), set_config('app.request', 'access-test', true)", [
        actor.assignment,
        purpose,
        new Date(allowed.model.now).toISOString(),
      ]);
      await owner.query('set local role madoguchi_app');
      const { rows } = await owner.query<Record<string, unknown>>(text, [...values]);
      await owner.query('reset role');
      return rows.map((row) => Object.values(row).map(String).join(' ')).join(';');
    } catch (error) {
      return (error as { code?: string }).code ?? 'unknown';
    } finally {
      await owner.query('rollback to savepoint call');
    }
  };
  const same = (what: string, shown: unknown, expected: unknown): void => {
    decided(into, 'direct functions');
    if (JSON.stringify(shown) !== JSON.stringify(expected)) into.differences.push(`calls: ${what}: ${JSON.stringify(shown)}, rules say ${JSON.stringify(expected)}`);
  };
  await compareGranting(ask, allowed, same);
  await compareSettling(owner, allowed, same);
  await compareGuards(owner, ask, allowed, same);
  await compareAudit(owner, ask, allowed, same);
}

export type Same = (what: string, shown: unknown, expected: unknown) => void;
const REFUSED = '42501';

async function compareGranting(ask: Ask, allowed: Allowed, same: Same): Promise<void> {
  const { model, oracle } = allowed;
  for (const person of model.persons.values()) {
    for (const login of ['soudan', 'navi1', 'second-navi', 'second-cw']) {
      const actor = model.actor(login);
      same(`${login} registers somebody who is registered`, await ask(actor, 'select begin_registration($1)', [person.id]), REFUSED);
      same(`${login} writes anew what somebody is found by`, await ask(actor, 'select end_registration($1)', [person.id]), REFUSED);
      if (!oracle.seesNumber(actor, person.id, 'support')) same(`${login} becomes an author`, await ask(actor, 'select id from begin_writing($1)', [person.id]), '');
      const shares = await ask(actor, "select access_shares($1, $2, 'basic')", [person.id, model.actor('navi1').office.id]);
      const own = oracle.opened(actor.office, person.id, actor.office.organisation, 'basic', 'support');
      same(`${login} asks what others see`, shares, String(own && oracle.opened(model.actor('navi1').office, person.id, actor.office.organisation, 'basic', 'support')));
    }
  }
  same('a role that sees nobody registers', await ask(model.actor('counter-admin'), 'select begin_registration($1)', [randomUUID()]), REFUSED);
  for (const call of ['access_rebuild($1)', 'access_rebuild_tokens($1)', 'access_wanted_cells($1, app_now())', 'access_wanted_masks($1, app_now())']) {
    same(`the application calls ${call}`, await ask(model.actor('cw1'), `select ${call}`, [[...model.persons.keys()][0]]), REFUSED);
  }
  for (const consent of model.consents.values()) {
    const actor = model.actor('second-cw');
    if (consent.source.id !== actor.office.id) same('files of another office’s consent', await ask(actor, 'select id from exports_closed_by($1)', [consent.id], 'report'), '');
  }
}

/** Another office's due items are moved by who has a part in them. */
async function compareSettling(owner: ClientBase, allowed: Allowed, same: Same): Promise<void> {
  const stranger = allowed.model.actor('second-cw');
  const open = rowsOf(allowed.universe, 'follow_up').filter((row) => textOf(row, 'status') === 'open' && textOf(row, 'office_id') !== stranger.office.id);
  for (const row of open.slice(-6)) {
    const passedOn = allowed.model.onward.map(({ id, office, recipient }) => ({ id, source: office, recipient }));
    const of = [...allowed.model.consents.values(), ...allowed.model.referrals.values(), ...passedOn].find((one) => one.id === textOf(row, 'subject_id'));
    if (of && (of.source.id === stranger.office.id || of.recipient.id === stranger.office.id)) continue;
    await owner.query('savepoint settling');
    await owner.query("select set_config('app.assignment', $1, true), set_config('app.now', $2, true)", [stranger.assignment, new Date(allowed.model.now).toISOString()]);
    await owner.query('set local role madoguchi_app');
    await owner.query("select follow_up_settle($1, $2, 'done')", [textOf(row, 'kind'), textOf(row, 'subject_id')]);
    await owner.query('reset role');
    const { rows } = await owner.query<{ status: string }>('select status from follow_up where id = $1', [row.key]);
    await owner.query('rollback to savepoint settling');
    same('a stranger settles what is due', rows[0]?.status, 'open');
  }
  for (const login of ['second-cw', 'navi1'] as const) await compareCases(owner, allowed.model.actor(login), allowed, same);
}

/** Another holder's case moves only where that holder may read the placements that move it. */
async function compareCases(owner: ClientBase, actor: Actor, allowed: Allowed, same: Same): Promise<void> {
  const { oracle, universe, model } = allowed;
  const others = rowsOf(universe, 'support_case').filter((row) => textOf(row, 'source_organisation_id') !== actor.office.organisation && textOf(row, 'status') !== 'closed');
  for (const row of others) {
    const person = textOf(row, 'person_id');
    const placed = rowsOf(universe, 'placement').some((one) => textOf(one, 'case_id') === row.key && textOf(one, 'source_organisation_id') === actor.office.organisation);
    const holder = oracle.offices().find((one) => one.id === textOf(row, 'source_office_id'));
    const shares = holder !== undefined && oracle.opened(actor.office, person, actor.office.organisation, 'placement', 'support') && oracle.opened(holder, person, actor.office.organisation, 'placement', 'support');
    const wanted = textOf(row, 'status') === 'open' ? 'retention' : 'open';
    await owner.query('savepoint following');
    await owner.query("select set_config('app.assignment', $1, true), set_config('app.now', $2, true)", [actor.assignment, new Date(model.now).toISOString()]);
    await owner.query('set local role madoguchi_app');
    await owner.query('select case_follow($1, $2, $3)', [person, row.key, wanted]);
    await owner.query('reset role');
    const { rows } = await owner.query<{ status: string }>('select status from support_case where id = $1', [row.key]);
    await owner.query('rollback to savepoint following');
    same(`${actor.login} moves a case`, rows[0]?.status, placed && shares ? wanted : textOf(row, 'status'));
  }
}

/** What is taken down is who, for which office, what for and about whom; and only auditors of the organisation read it. */
async function compareAudit(owner: ClientBase, ask: Ask, allowed: Allowed, same: Same): Promise<void> {
  const actor = allowed.model.actor('navi1');
  const subjects = [...allowed.model.persons.keys()].slice(0, 2);
  await owner.query('savepoint recording');
  await owner.query("select set_config('app.assignment', $1, true), set_config('app.purpose', 'report', true), set_config('app.now', $2, true), set_config('app.request', 'access-test-audit', true)", [
    actor.assignment,
    new Date(allowed.model.now).toISOString(),
  ]);
  await owner.query('set local role madoguchi_app');
  await owner.query("select audit_append('clients.open', $1, '{\"found\": 2}')", [subjects]);
  await owner.query('reset role');
  const { rows } = await owner.query<Record<string, unknown>>(
    "select subjects, staff_id, office_id, assignment_id, purpose, action, detail, at = app_now() as now, length(leaf_hash) as hash from audit_event where request_id = 'access-test-audit'",
  );
  same('the record of a look', rows, [
    { subjects, staff_id: actor.staff, office_id: actor.office.id, assignment_id: actor.assignment, purpose: 'report', action: 'clients.open', detail: { found: 2 }, now: true, hash: 32 },
  ]);
  await owner.query('insert into audit_subject (person_id, at, event_id) select unnest(e.subjects), e.at, e.id from audit_event e on conflict do nothing');
  const auditor = { assignment: assignmentId('kansa') };
  const foreign = 'select count(*) from audit_event e join office o on o.id = e.office_id where o.organisation_id = ';
  same('an auditor reads another organisation’s record', await ask(auditor, `${foreign} $1`, [actor.office.organisation]), '0');
  same('an auditor reads the own record', Number(await ask(auditor, `${foreign} $1`, [allowed.model.actor('cw1').office.organisation])) > 0, true);
  for (const login of ['cw1', 'counter-admin', 'navi1']) {
    const other = allowed.model.actor(login);
    same(`${login} reads the record`, await ask(other, 'select count(*) from audit_event'), '0');
    same(`${login} reads whom the record is about`, await ask(other, 'select count(*) from audit_subject'), '0');
    same(`${login} asks the auditor’s question`, await ask(other, 'select audit_person(p.number) from (select $1::text as number) p', [[...allowed.model.persons.values()][0]?.number]), 'null');
    same(`${login} asks for numbers`, await ask(other, 'select number from audit_numbers($1::uuid[])', [subjects]), '');
  }
  await owner.query('rollback to savepoint recording');
}
