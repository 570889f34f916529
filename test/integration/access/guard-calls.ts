import { createHash, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Allowed } from './allowed';
import type { Ask, Same } from './calls';
import type { Actor } from './model';
import { SYSTEM_TOKEN, TOWN } from './town';
import { type Fields, rowsOf, textOf } from './universe';

const REFUSED = '42501';

/** What must be refused past every rule of the application: one person alone, another office, a token that is over. @param owner in a transaction */
export async function compareGuards(owner: ClientBase, ask: Ask, allowed: Allowed, same: Same): Promise<void> {
  await new Guards(owner, ask, allowed, same).all();
}

class Guards {
  constructor(
    private readonly owner: ClientBase,
    private readonly ask: Ask,
    private readonly allowed: Allowed,
    private readonly same: Same,
  ) {}

  async all(): Promise<void> {
    await this.measures();
    await this.endOfMeasures();
    await this.releases();
    await this.exceptional();
    await this.onward();
    await this.consents();
    await this.tokens();
    await this.staff();
  }

  private actor(login: string): Actor {
    return this.allowed.model.actor(login);
  }

  private async is(what: string, login: string, expected: string, text: string, values: readonly unknown[] = []): Promise<void> {
    this.same(`${login} ${what}`, await this.ask(this.actor(login), text, values), expected);
  }

  private async measures(): Promise<void> {
    const { oracle, model, universe } = this.allowed;
    // A stranger is answered as for somebody protected.
    const all = [...model.persons.keys()];
    for (const login of ['cw1', 'navi1', 'second-cw']) {
      const guarded = all.filter((id) => oracle.isToldProtected(this.actor(login).office, id) || !this.allowed.knows(this.actor(login), id)).sort();
      for (const person of model.persons.values()) {
        await this.is(`asks whether ${person.number} is protected`, login, String(guarded.includes(person.id)), 'select person_protected($1)', [person.id]);
      }
      await this.is('asks who of all is protected', login, guarded.join(), "select coalesce(string_agg(distinct p::text, ',' order by p::text), '') from persons_protected($1) p", [all]);
    }
    // Why a measure ends or goes on, by whose word and against whom: to its keeper alone, and in no column of the table.
    const inside = "select md5(coalesce(string_agg(concat_ws('/', m.id, k.end_asked_by, k.end_reason, k.answered_on, k.answered_by, k.prolong_asked_by, k.prolong_reason, k.danger_at_registrar), ',' order by m.id), '')) from unnest($1::uuid[]) as m(id) join measure_kept(m.id) k on true";
    const { rows } = await this.owner.query<{ id: string; text: string }>("select id, concat_ws('/', id, end_asked_by, end_reason, answered_on, answered_by, prolong_asked_by, prolong_reason, danger_at_registrar) as text from protection order by id");
    for (const login of ['cw1', 'navi1', 'second-cw']) {
      const actor = this.actor(login);
      const kept = model.measures.filter((one) => one.office.id === actor.office.id && oracle.seesNumber(actor, one.person, 'support')).map((one) => one.id);
      const text = rows.filter((one) => kept.includes(one.id)).map((one) => one.text).join();
      await this.is('reads what stands behind every measure', login, createHash('md5').update(text).digest('hex'), inside, [rows.map((one) => one.id)]);
      await this.is('reads the reasons from the table', login, REFUSED, 'select end_reason from protection limit 1');
      await this.is('reads where the danger is from the table', login, REFUSED, 'select danger_at_registrar from protection limit 1');
    }
    const row = rowsOf(universe, 'protection').find((one) => textOf(one, 'ended_at') === 'null' && textOf(one, 'source_office_id') === TOWN.welfare.id && rowsOf(universe, 'protection_adversary').some((other) => textOf(other, 'protection_id') === one.key));
    if (!row) throw new Error('The scene has a measure with an adversary');
    const open = { ...row.fields, id: randomUUID() };
    const of = (login: string): Fields => ({ source_office_id: this.actor(login).office.id, source_organisation_id: this.actor(login).office.organisation, written_by: this.actor(login).staff });
    await this.adds('records a measure about somebody whom it does not hold', 'second-cw', 'protection', { ...open, ...of('second-cw') });
    await this.adds('records a measure for another office', 'navi1', 'protection', open);
    const other = rowsOf(universe, 'protection_adversary')[0];
    if (other) await this.adds('names an adversary for another office', 'second-cw', 'protection_adversary', { ...other.fields, id: randomUUID(), name: '別人', ...of('second-cw') });
    await this.is('moves the last day of another office’s measure', 'navi1', '', 'update protection set expires_on = expires_on + 1 where id = $1 returning id', [row.key]);
    await this.is('names a deputy', 'cw1', REFUSED, 'insert into protection_deputy (id, office_id, staff_id, valid_from, valid_until, named_by) values ($1, current_office(), $2, app_today(), app_today() + 1, current_staff())', [randomUUID(), this.actor('cw2').staff]);
    await this.is('reads what was given to whom', 'soudan', '', 'select kind from disclosures_of($1)', [textOf(row, 'person_id')]);
  }

  private async endOfMeasures(): Promise<void> {
    const { model } = this.allowed;
    const [waiting, over] = [model.measures.filter((one) => one.endAskedBy === this.actor('cw1').staff && one.endedAt === null).at(-1), model.measures.filter((one) => one.endedAt !== null).at(-1)];
    const end = 'update protection set ended_at = app_now(), ended_by = current_staff() where id = $1 returning id';
    for (const login of ['cw1', 'cw2']) await this.is('ends a measure', login, REFUSED, end, [waiting?.id]);
    const asked = model.measures.filter((one) => one.endAskedBy === this.actor('kakaricho').staff && one.endedAt === null).at(-1);
    await this.is('ends a measure', 'kakaricho', REFUSED, end, [asked?.id]);
    await this.is('asks in the name of a colleague', 'cw1', REFUSED, 'update protection set end_asked_by = $2, end_asked_at = app_now() + interval \'1 second\' where id = $1 returning id', [waiting?.id, this.actor('cw2').staff]);
    const longer = "update protection set lapses_at = lapses_at + interval '1 day', prolong_asked_by = null, prolong_asked_at = null, prolong_reason = null where id = $1 returning id";
    const marked = (login: string): string | undefined => model.measures.find((one) => one.kind === 'local' && one.prolongAskedBy === this.actor(login).staff)?.id;
    for (const login of ['cw1', 'cw2']) await this.is('prolongs a mark alone', login, REFUSED, longer, [marked('cw1')]);
    await this.is('prolongs what it asked for', 'kakaricho', REFUSED, longer, [marked('kakaricho')]);
    await this.is('prolongs a mark for ever', 'kakaricho', REFUSED, longer.replace('1 day', '1 year'), [marked('cw1')]);
    await this.is('prolongs as the second person', 'kakaricho', marked('cw1') ?? '', longer, [marked('cw1')]);
    await this.is('prolongs another office’s', 'toukatsu', '', longer, [marked('cw1')]);
    const lasting = "update protection set lapses_at = 'infinity' where id = $1 returning id";
    await this.is('lets its own mark last', 'navi1', REFUSED, lasting, [model.measures.find((one) => one.kind === 'local' && one.office.id === TOWN.helloWork.id)?.id]);
    await this.is('takes an end back', 'kakaricho', REFUSED, 'update protection set ended_at = null, ended_by = null where id = $1 returning id', [over?.id]);
  }

  private async releases(): Promise<void> {
    const mine = this.allowed.model.releases.filter((one) => one.office.id === TOWN.welfare.id);
    const of = (fits: (one: (typeof mine)[number]) => boolean): string | undefined => mine.filter(fits).at(-1)?.id;
    const waiting = of((one) => one.decision === null && one.askedBy === this.actor('cw1').staff);
    const approve = (days: number): string => `update protection_release set decision = 'approved', decided_by = current_staff(), decided_at = app_now(), valid_until_at = app_now() + interval '${days} days' where id = $1 returning id`;
    for (const login of ['cw1', 'cw2']) await this.is('approves a release', login, REFUSED, approve(1), [waiting]);
    await this.is('approves what it asked for', 'kakaricho', REFUSED, approve(1), [of((one) => one.decision === null && one.askedBy === this.actor('kakaricho').staff)]);
    await this.is('approves for longer than was asked', 'kakaricho', REFUSED, approve(20), [waiting]);
    await this.is('takes a refusal back', 'kakaricho', REFUSED, approve(1), [of((one) => one.decision === 'refused')]);
    await this.is('takes a revocation back', 'kakaricho', REFUSED, 'update protection_release set revoked_at = null where id = $1 returning id', [of((one) => one.endedAt !== null)]);
    const row = rowsOf(this.allowed.universe, 'protection_release').find((one) => one.key === waiting);
    if (!row) throw new Error('The scene has a release that waits');
    await this.adds('asks for a release to itself', 'cw1', 'protection_release', { ...row.fields, id: randomUUID(), written_by: this.actor('cw1').staff, recipient_office_id: TOWN.welfare.id });
    await this.adds('asks in the name of a colleague', 'cw1', 'protection_release', { ...row.fields, id: randomUUID(), written_by: this.actor('cw2').staff, recipient_office_id: TOWN.selfReliance.id });
  }

  private async exceptional(): Promise<void> {
    const { model } = this.allowed;
    const waiting = model.exceptional.filter((one) => one.decision === null && one.holder.id === TOWN.welfare.id && one.askedBy === this.actor('soudan-shunin').staff).at(-1);
    const decide = 'select exceptional_decide($1, $2, true)';
    await this.is('decides what its own office asked', 'soudan-shunin', 'null', decide, [waiting?.id, waiting?.version]);
    for (const login of ['cw1', 'cw2']) await this.is('decides exceptional access', login, REFUSED, decide, [waiting?.id, waiting?.version]);
    await this.is('decides for another office', 'second-head', 'null', decide, [waiting?.id, waiting?.version]);
    const own = model.exceptional.filter((one) => one.decision === null && one.holder.id === TOWN.welfare.id && one.askedBy === this.actor('kakaricho').staff).at(-1);
    await this.is('decides at one desk what it asked at another', 'kakaricho', REFUSED, decide, [own?.id, own?.version]);
    const open = model.exceptional.filter((one) => this.allowed.oracle.lasts(one)).at(-1);
    for (const one of model.exceptional.filter((one) => this.allowed.oracle.onlyLooks(one.office, one.person))) {
      const looking = model.actors.find((actor) => actor.office.id === one.office.id && this.allowed.oracle.roleReads(actor, 'basic'));
      if (!looking) continue;
      await this.is('reads what was given to whom, of whom it only looks at', looking.login, '', 'select kind from disclosures_of($1)', [one.person]);
      await this.is('asks the gate to write about whom it only looks at', looking.login, 'MD409', 'select id from begin_writing($1)', [one.person]);
    }
    await this.is('ends another office’s', 'counter-admin', 'null', 'select exceptional_end($1, $2)', [open?.question, 1]);
    const [person] = [...model.persons.values()];
    const question = "select exceptional_ask($1, $2, null, $3, $4, 'law', '照合', 1, null, null)";
    const asks = (login: string, what: string, expected: string, birth: string | undefined, groups: readonly string[]): Promise<void> => this.is(what, login, expected, question, [randomUUID(), person?.number, birth, groups]);
    await asks('soudan', 'asks for somebody without the birth date', '', '1901-01-01', ['basic']);
    await asks('counter-admin', 'asks without a role that sees persons', REFUSED, person?.birth, ['basic']);
    await asks('soudan', 'asks for more than can be shared', REFUSED, person?.birth, ['basic', 'number']);
  }

  private async consents(): Promise<void> {
    const { model, oracle, universe } = this.allowed;
    const cw1 = this.actor('cw1');
    const held = [...model.consents.values()].filter((one) => one.source.id === cw1.office.id && oracle.inForce(one));
    const whole = held.filter((one) => one.whole && one.recipient.id === TOWN.helloWork.id).at(-1);
    const row = rowsOf(universe, 'consent').find((one) => one.key === whole?.id);
    if (!row) throw new Error('The scene has a consent to an organisation');
    for (const recipient of [null, TOWN.helloWork.id]) {
      const fields = { ...row.fields, id: randomUUID(), recipient_office_id: recipient, renews_id: null };
      await this.adds('takes a second consent beside one in force', 'cw1', 'consent', fields, '23505');
    }
    const narrowed = rowsOf(universe, 'consent_scope').filter((one) => textOf(one, 'narrowed_at') !== 'null' && held.some((consent) => consent.id === textOf(one, 'consent_id'))).at(-1);
    if (!narrowed) throw new Error('The scene has a narrowed consent');
    await this.is('moves what was taken back', 'cw1', REFUSED, "update consent_scope set narrowed_at = app_now() + interval '1 day' where consent_id = $1 and narrowed_at is not null returning consent_id", [textOf(narrowed, 'consent_id')]);
    const superseded = [...model.consents.values()].filter((one) => one.source.id === cw1.office.id && one.supersededAt !== null).at(-1);
    await this.is('revives a consent that was renewed', 'cw1', REFUSED, 'update consent set superseded_at = null where id = $1 returning id', [superseded?.id]);
    await this.is('narrows another office’s consent', 'navi1', '', 'update consent_scope set narrowed_at = app_now(), narrowed_on = app_today() where consent_id = $1 and narrowed_at is null returning consent_id', [row.key]);
  }

  /** Passing on: by the office that received, answered by the origin's second person, and seen by nobody else. */
  private async onward(): Promise<void> {
    const { model, oracle } = this.allowed;
    const waiting = model.onward.filter((one) => one.decision === null && one.endedAt === null && one.origin.id === TOWN.helloWork.id && !oracle.isProtected(one.person)).at(-1);
    const working = model.onward.filter((one) => oracle.lasts(one) && one.origin.id === TOWN.helloWork.id && one.recipient.id === TOWN.secondWelfare.id).at(-1);
    if (!waiting || !working) throw new Error('The scene has a passing on that waits and one that works');
    const decide = 'select onward_decide($1, $2, $3, null)';
    const answer = (login: string, groups: readonly string[]): readonly [string, string, readonly unknown[]] => [login, decide, [waiting.id, waiting.version, groups]];
    const tried = async (what: string, expected: string, [login, text, values]: readonly [string, string, readonly unknown[]]): Promise<void> => this.is(what, login, expected, text, values);
    await tried('answers for the origin without supervising', REFUSED, answer('navi1', waiting.groups));
    for (const login of ['kakaricho', 'second-head', 'second-chief']) await tried('answers for another office', 'null', answer(login, waiting.groups));
    await tried('approves what was not asked for', '23514', answer('toukatsu', [...waiting.groups, 'health']));
    await tried('answers', waiting.person, answer('toukatsu', waiting.groups));
    const end = (login: string): readonly [string, string, readonly unknown[]] => [login, 'select onward_end($1, $2)', [working.id, working.version]];
    for (const login of ['second-cw', 'navi1', 'soudan', 'second-chief']) await tried('ends a passing on', 'null', end(login));
    for (const login of ['cw1', 'toukatsu']) await tried('ends a passing on', working.person, end(login));
    for (const login of ['cw1', 'navi1', 'second-cw']) {
      await this.is('writes a passing on', login, REFUSED, "update onward_sharing set decision = 'approved' where id = $1 returning id", [waiting.id]);
      await this.is('ends what rests on nothing withdrawn', login, REFUSED, 'select id from onward_end_under($1)', [[...model.consents.values()].find((one) => oracle.inForce(one) && one.source.id === TOWN.welfare.id)?.id]);
    }
    const ask = (login: string, one: Pick<typeof working, 'person'>, origin: string, recipient: string, groups: readonly string[]): readonly [string, string, readonly unknown[]] => [
      login, "select onward_ask($1, $2, $3, $4, $5, '調べ')", [randomUUID(), one.person, origin, recipient, groups],
    ];
    const { secondHelloWork, helloWork, contractor, selfReliance, welfare } = TOWN;
    await tried('passes on what it did not receive', REFUSED, ask('cw1', working, helloWork.id, contractor.id, ['health']));
    await tried('passes on what the person did not let pass', REFUSED, ask('cw1', working, helloWork.id, contractor.id, ['plan']));
    await tried('passes on what came from elsewhere', REFUSED, ask('cw1', working, secondHelloWork.id, contractor.id, ['consultation']));
    await tried('passes on to where it came from', REFUSED, ask('cw1', working, helloWork.id, secondHelloWork.id, ['consultation']));
    await tried('passes on to the own organisation', REFUSED, ask('cw1', working, helloWork.id, selfReliance.id, []));
    await tried('passes on what was passed on to it', REFUSED, ask('second-cw', working, helloWork.id, welfare.id, ['consultation']));
    await this.is('reads from whom another office has information', 'second-cw', '', 'select office_id from onward_origins($1)', [working.person]);
    await this.is('reads what another office is let see', 'soudan', 'null', 'select onward_visible($1)', [working.id]);
    const measured = model.onward.find((one) => one.endedAt === null && one.decision === null && oracle.isProtected(one.person) && one.origin.id === TOWN.helloWork.id);
    if (!measured) throw new Error('The scene has a passing on that waits under a measure');
    const rests = [...model.consents.values()].find((one) => oracle.inForce(one) && one.person === working.person && one.recipient.id === TOWN.secondWelfare.id)?.id;
    await this.is('reads what rests on another office’s consent', 'second-cw', '', 'select id from onward_under($1)', [rests]);
    await this.is('reads what rests on its consent', 'cw1', working.id, 'select id from onward_under($1)', [rests]);
    await this.is('makes it work by itself', 'cw1', REFUSED, 'select onward_works($1)', [waiting.id]);
    await this.is('lets a protected person be passed on', 'toukatsu', 'MD409', decide, [measured.id, measured.version, measured.groups]);
  }

  /** One token, while it is good: told by its hash alone. */
  private async tokens(): Promise<void> {
    const hash = createHash('sha256').update(SYSTEM_TOKEN).digest();
    const good = async (what: string, expected: number, before = 'select 1', at = this.allowed.model.now, of = hash): Promise<void> => {
      await this.owner.query('savepoint token');
      await this.owner.query(before);
      const { rows } = await this.owner.query('select 1 from service_token_use($1, $2) as u where u is not null', [of, new Date(at)]);
      await this.owner.query('rollback to savepoint token');
      this.same(`a token ${what}`, rows.length, expected);
    };
    await this.owner.query('savepoint tokens');
    await this.owner.query("update service_token set issued_at = app_now(), valid_until = app_today() + 300, revoked_at = null; update staff set disabled_at = null where service");
    await this.owner.query("update assignment a set valid_from = '2024-04-01', valid_until = '9999-12-31' from staff s where s.id = a.staff_id and s.service");
    await good('that is good', 1);
    await good('that was revoked', 0, 'update service_token set revoked_at = app_now()');
    await good('after its end', 0, 'select 1', this.allowed.model.now + 301 * 86_400_000);
    await good('that nobody knows', 0, 'select 1', this.allowed.model.now, createHash('sha256').update('another').digest());
    await good('of a system that is switched off', 0, 'update staff set disabled_at = app_now() where service');
    await good('of a system whose assignment is over', 0, 'update assignment a set valid_until = app_today() from staff s where s.id = a.staff_id and s.service');
    await this.owner.query('rollback to savepoint tokens');
    for (const login of ['cw1', 'kakaricho', 'navi1']) await this.is('reads the tokens', login, '', 'select id from service_token');
    await this.is('reads the hash of a token', 'counter-admin', REFUSED, 'select token_hash from service_token');
  }

  private async staff(): Promise<void> {
    const navi = this.actor('navi1');
    const assign = "insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'planner', app_today())";
    await this.is('gives an assignment', 'cw1', REFUSED, assign, [randomUUID(), navi.staff, TOWN.welfare.id]);
    await this.is('gives an assignment of another organisation', 'counter-admin', REFUSED, assign, [randomUUID(), navi.staff, TOWN.helloWork.id]);
    await this.is('switches another organisation’s account off', 'counter-admin', '', 'update staff set disabled_at = app_now() where id = $1 returning id', [navi.staff]);
    await this.owner.query('savepoint overlap');
    const code = await this.owner
      .query('insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, $4, app_today())', [randomUUID(), navi.staff, navi.office.id, navi.role])
      .then(() => 'done', (error: { code?: string }) => error.code);
    await this.owner.query('rollback to savepoint overlap');
    this.same('two assignments of one person overlap', code, '23P01');
  }

  private async adds(what: string, login: string, table: string, row: Fields, expected = REFUSED): Promise<void> {
    const names = Object.keys(row).map((name) => `"${name}"`).join(', ');
    await this.is(what, login, expected, `insert into ${table} (${names}) select ${names} from jsonb_populate_record(null::${table}, $1)`, [row]);
  }
}
