/**
 * What the database holds besides tables: each thing has one name and one text, here, and is put in place again when its
 * text has changed. A thing that changes its shape (arguments, columns) gets a new name, and the old one stays in its file
 * for one version, because the version before is still running while this one starts.
 */
export interface StandingObject {
  /** Kind and name, as the database knows it. */
  readonly name: string;
  /** Puts it in place, whatever stood there under the name. */
  readonly apply: string;
  /** Takes it away; nothing happens where it is gone already. */
  readonly drop: string;
}

export const APP = 'madoguchi_app';
export const WORKER = 'madoguchi_worker';
export const COUNTER = 'madoguchi_counter';
export const GATE = 'madoguchi_gate';
export const FACTS = 'madoguchi_facts';
type Role = typeof APP | typeof WORKER | typeof COUNTER | typeof GATE | typeof FACTS;
/** Everybody to whom a right can have been given: what is put in place again keeps nothing of what it had. */
const EVERYBODY = ['public', APP, WORKER, COUNTER, GATE, FACTS, 'madoguchi_queue'].join(', ');

/** A function that sees what its caller sees. @param text `create function name(arguments) returns …` */
export function invoker(text: string): StandingObject {
  const call = signature(text);
  return {
    name: `function ${call}`,
    apply: `${replacing(text, 'function')};\nalter function ${call} owner to current_user;\nrevoke all on function ${call} from ${EVERYBODY};\ngrant execute on function ${call} to public;`,
    drop: `drop function if exists ${call};`,
  };
}

/**
 * What a function that looks behind the policies asks before it answers: who acts (and in which role); a mask, or a part in
 * the record; a session or a token that only its owner has. `worker` is called by the worker alone, `nobody` by other
 * functions and triggers. `nothing`: of the sign-in, which has nobody to ask yet; it may only become rarer.
 */
export type Asks = 'actor' | 'mask' | 'session' | 'worker' | 'nobody' | 'nothing';

/**
 * A function that looks behind the policies: it says what it asks, belongs to the gate, which cannot sign in, has its path
 * pinned, and is called by the named roles only. Where nobody is named, other functions and triggers call it.
 */
export function definer(asks: Asks, text: string, ...callers: readonly Role[]): StandingObject {
  return behindPolicies(asks, text, GATE, callers);
}

/** The same for counting: it belongs to the role that sees name-free columns alone, and answers a number. */
export function countingFunction(asks: Asks, text: string, ...callers: readonly Role[]): StandingObject {
  return behindPolicies(asks, text, FACTS, callers);
}

function behindPolicies(asks: Asks, text: string, owner: Role, callers: readonly Role[]): StandingObject {
  const { name, apply, drop } = invoker(text.replace(/\s+as \$\$/, ' security definer set search_path = pg_catalog, public\n  as $$$$'));
  const call = signature(text);
  return {
    name,
    drop,
    apply: [
      apply,
      `revoke all on function ${call} from public;`,
      `comment on function ${call} is '[${asks}] what it asks before it looks behind the policies';`,
      ...callers.map((role) => `grant execute on function ${call} to ${role};`),
      `alter function ${call} owner to ${owner};`,
    ].join('\n'),
  };
}

/** A view under the policies of whoever asks. @param text `create view name as …` */
export function view(text: string, ...readers: readonly Role[]): StandingObject {
  return viewOf(text, 'security_invoker = true', readers);
}

/**
 * A view that looks behind the policies, as the gate: its text alone says which rows are let out, and nothing that a reader
 * asks beside it is computed on any other.
 */
export function gateView(text: string, ...readers: readonly Role[]): StandingObject {
  return ownersView(text, GATE, readers);
}

/** A name-free view for counting, under the policies of the role `facts` and not of its reader. */
export function countingView(text: string, ...readers: readonly Role[]): StandingObject {
  return ownersView(text, FACTS, readers);
}

function ownersView(text: string, owner: Role, readers: readonly Role[]): StandingObject {
  const bare = viewOf(text, 'security_barrier = true', readers);
  return { ...bare, apply: `${bare.apply}\nalter view ${nameOf(text, 'view')} owner to ${owner};` };
}

function viewOf(text: string, option: string, readers: readonly Role[]): StandingObject {
  const name = nameOf(text, 'view');
  const grants = readers.map((role) => `grant select on ${name} to ${role};`);
  return {
    name: `view ${name}`,
    apply: [
      `${replacing(text, 'view').replace(/\s+as\s/, ` with (${option}) as `)};`,
      `alter view ${name} owner to current_user;`,
      `revoke all on ${name} from ${EVERYBODY};`,
      ...grants,
    ].join('\n'),
    drop: `drop view if exists ${name};`,
  };
}

/** @param text `create trigger name … on table …` */
export function trigger(text: string): StandingObject {
  const found = /^create trigger (\w+)\s[^]*?\bon (\w+)/.exec(text);
  if (!found) throw new Error(`No trigger in: ${text}`);
  const [, name = '', table = ''] = found;
  return { name: `trigger ${name} on ${table}`, apply: `${replacing(text, 'trigger')};`, drop: `drop trigger if exists ${name} on ${table};` };
}

/** Who may do what with a table: all its policies and all its rights, in the place of all that it had. */
export function gate(table: string, text: string): StandingObject {
  const without = `do $$ declare held record; begin
  for held in select p.polname from pg_policy p where p.polrelid = to_regclass('${table}') loop execute format('drop policy %I on ${table}', held.polname); end loop;
  if to_regclass('${table}') is not null then revoke all on ${table} from ${EVERYBODY}; end if;
end $$;`;
  return { name: `gate ${table}`, apply: `${without}\nalter table ${table} enable row level security;\n${text.trim()}`, drop: without };
}

/** A rule of a table's rows that follows from something declared elsewhere: a step's own text stays as it landed. */
export function check(table: string, name: string, condition: string): StandingObject {
  const drop = `alter table if exists ${table} drop constraint if exists ${name};`;
  return { name: `check ${name} on ${table}`, apply: `${drop}\nalter table ${table} add constraint ${name} check (${condition});`, drop };
}

/** A column holds one of the words that a domain lists. */
export function oneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(', ')})`;
}

function replacing(text: string, kind: string): string {
  const words = `create ${kind} `;
  if (!text.startsWith(words)) throw new Error(`Not a ${kind}: ${text.slice(0, 60)}`);
  return `create or replace ${kind} ${text.slice(words.length)}`;
}

function nameOf(text: string, kind: string): string {
  const name = new RegExp(`^create ${kind} (\\w+)`).exec(text)?.[1];
  if (name === undefined) throw new Error(`No ${kind} in: ${text.slice(0, 60)}`);
  return name;
}

/** Name and arguments of a function, without their defaults. */
function signature(text: string): string {
  const found = /^create function (\w+\([^)]*\))/.exec(text);
  if (!found?.[1]) throw new Error(`No function in: ${text.slice(0, 60)}`);
  return found[1].replaceAll(/ default [^,)]+/g, '');
}
