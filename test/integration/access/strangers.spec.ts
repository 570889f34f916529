import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { isoDate } from '@madoguchi/kernel';
import { RecordProtection } from '@madoguchi/protection';
import { assignmentId, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';

// Real: PostgreSQL, its roles and every function that looks behind the policies. Each is called as the application may call
// it, past every rule of the rooms, by those to whom nothing here belongs.
interface Callable {
  readonly name: string;
  readonly args: readonly { readonly name: string; readonly type: string }[];
}

/**
 * Functions that answer by something else than who acts: by proof that only its owner has. Whoever has no proof gets no
 * answer; what they do with it is tested in the rooms named.
 */
const BY_PROOF: ReadonlyMap<string, string> = new Map([
  ['gate_enter', 'the hash of a session or of a token: identity/door.spec'],
  ['refusal_keep', 'the same, and nothing is let in: identity/door.spec'],
  ['session_seen', 'the hash of a session: identity/door.spec'],
  ['service_token_use', 'the hash of a token: identity'],
]);
/** Functions that tell an id that is taken from one that is free, or write what follows from what is stored; and why. */
const BY_DESIGN: ReadonlyMap<string, string> = new Map([
  ['begin_registration', 'the caller makes the id up itself, and one that is taken is refused'],
  ['access_register', 'the same, as the version before calls it'],
  ['audit_key_take', 'whoever looks at somebody, in vain too, writes an event with values about the person; the key is wrapped'],
  ['access_sync_consents', 'it brings what is derived in line with what is stored, whoever asks for it'],
]);
/** Functions of the sign-in, which still trust the application to have asked: each is to ask for a proof. None may come in addition. */
const STILL_TRUSTING: readonly string[] = ['credential_failed', 'credential_of', 'credential_succeeded', 'totp_use'];
/** What each is called with: ids of the kind that its argument names, else a word that it takes. */
const WORDS: Readonly<Record<string, unknown>> = {
  text: 'basic', 'text[]': ['basic'], integer: 1, 'timestamp with time zone': '2026-11-20T01:00:00Z', date: '2026-11-20', 'date[]': ['2026-11-20'], bytea: Buffer.from('00', 'hex'), jsonb: '{}', bigint: 1, boolean: true,
  interval: '1 hour', 'time without time zone': '09:00', 'text[][]': [], xid8: '1', 'uuid[]': [],
};

let t: TestApp;
let app: Client;
let callables: readonly Callable[];
let real: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  t = await startTestApp();
  const shared = await t.world.sharedPerson();
  const guarded = await t.world.person();
  await t.app.get(RecordProtection, { strict: false }).run(t.ctx('cw1'), { personId: guarded.id, kind: 'local', startedOn: isoDate('2026-11-20'), companions: [] });
  await t.world.consultation(shared);
  await t.world.confirmedPlacement(shared);
  app = new Client({ connectionString: t.database.connections.app });
  await app.connect();
  const ids = async (text: string): Promise<readonly string[]> => (await t.owner.query<{ id: string }>(text)).rows.map(({ id }) => id);
  real = {
    person: await ids('select id from person'),
    consent: await ids('select id from consent'),
    staff: [staffId('cw1'), staffId('navi1')],
    office: [OFFICES.welfare.id, OFFICES.helloWork.id],
    case: await ids('select id from support_case'),
    record: await ids('select record_id as id from record_party union select subject_id from follow_up union select id from consultation union select id from placement'),
  };
  const { rows } = await t.owner.query<Callable>(`select p.proname as name,
      coalesce((select json_agg(json_build_object('name', coalesce(p.proargnames[n], ''), 'type', format_type(a.type, null)) order by n) from unnest(p.proargtypes) with ordinality as a(type, n)), '[]') as args
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
      and has_function_privilege('madoguchi_app', p.oid, 'execute') order by p.proname`);
  callables = rows;
});
afterAll(async () => {
  await app.end();
  await t.stop();
});

/** The kind of id that an argument asks for. */
function kindOf(name: string): string {
  const word = name.replace(/^p_/, '').replace(/s$/, '');
  return word in real ? word : /origin|recipient/.test(word) ? 'office' : 'record';
}

/** What the call gives, what it writes, or how it is refused; all of it is taken back. */
async function outcome(login: string | undefined, { name, args }: Callable, values: readonly unknown[]): Promise<string> {
  await app.query('begin');
  try {
    await app.query("select set_config('app.assignment', $1, true), set_config('app.purpose', 'support', true), set_config('app.request', 'strangers', true), set_config('app.now', $2, true)", [
      login === undefined ? '' : assignmentId(login),
      t.clock.now().toISOString(),
    ]);
    const written = async (): Promise<number> => Number((await app.query<{ n: string }>('select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_xact_user_tables')).rows[0]?.n);
    const before = await written();
    const { rows } = await app.query<object>(`select * from ${name}(${args.map((_, n) => `$${n + 1}`).join(', ')})`, [...values]);
    return JSON.stringify([rows, (await written()) - before]);
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await app.query('rollback');
  }
}

/** With every real id in the place of each argument in turn, the others being as real as they come, and with ids that nobody has. */
async function learns(login: string | undefined, callable: Callable): Promise<readonly string[]> {
  const learnt: string[] = [];
  const strange = randomUUID();
  const called = (chosen: (kind: string) => string): readonly unknown[] =>
    callable.args.map(({ name, type }) => (type === 'uuid' ? chosen(kindOf(name)) : type === 'uuid[]' ? [chosen(kindOf(name))] : WORDS[type]));
  const nothing = (await outcome(login, callable, called(() => strange))).replaceAll(strange, 'id');
  const asked = [...new Set(callable.args.filter(({ type }) => type.startsWith('uuid')).map(({ name }) => kindOf(name)))];
  for (const kind of asked) {
    for (const id of real[kind] ?? []) {
      const told = (await outcome(login, callable, called((other) => (other === kind ? id : (real[other]?.[0] ?? strange))))).replaceAll(id, 'id');
      if (told !== nothing) learnt.push(`${callable.name} of ${kind}: ${told}, of nobody: ${nothing}`);
    }
  }
  return learnt;
}

// The single parent office is of the same city, the contractor is another body: neither has ever heard of these persons.
it.each(['hitorioya', 'kakei-shunin', undefined])('%s learns of a real id what it learns of a made-up one, from every function behind the policies', async (login) => {
  expect(callables.length).toBeGreaterThan(50);
  const learnt: string[] = [];
  for (const callable of callables) if (!BY_PROOF.has(callable.name) && !BY_DESIGN.has(callable.name) && !STILL_TRUSTING.includes(callable.name)) learnt.push(...(await learns(login, callable)));
  expect(learnt).toEqual([]);
});

it('would be told by a function that asks nothing: the test above can fail', async () => {
  await t.owner.query(`create function tells_all(p_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$ select exists (select 1 from person where id = p_person) $$`);
  await t.owner.query('grant execute on function tells_all(uuid) to madoguchi_app');
  try {
    expect((await learns('kakei-shunin', { name: 'tells_all', args: [{ name: 'p_person', type: 'uuid' }] })).length).toBeGreaterThan(0);
  } finally {
    await t.owner.query('drop function tells_all(uuid)');
  }
});

it('excuses only functions that there are, and none that needs no excuse', async () => {
  expect([...BY_PROOF.keys(), ...BY_DESIGN.keys(), ...STILL_TRUSTING].filter((name) => !callables.some((one) => one.name === name))).toEqual([]);
  const innocent: string[] = [];
  for (const callable of callables.filter(({ name }) => STILL_TRUSTING.includes(name))) {
    const learnt = [...(await learns('kakei-shunin', callable)), ...(await learns(undefined, callable))];
    if (learnt.length === 0) innocent.push(callable.name);
  }
  expect(innocent).toEqual([]);
});
