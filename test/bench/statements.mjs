/**
 * The statements that the product sends for a request, as it sends them: the use cases run once, and what passes the
 * driver is written down. Run as a process of its own, `gated` or `bare`: bare is without line one, whose joins are taken
 * out before any room has built its SQL.
 */
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools.mjs';

const require = createRequire(import.meta.url);
const dist = (path) => require(join(root, 'dist', path));
const [mode, place] = [process.argv[2], JSON.parse(process.env['BENCH_PLACE'])];

if (mode === 'bare') {
  const scope = dist('libs/access/src/application/scope');
  for (const name of ['scope', 'scopePerson', 'scopeSeen', 'scopeSeenPerson', 'scopeParty', 'scopeOwnGroup']) scope[name] = () => '';
  scope.seenOf = () => 'seen as (select -1 as groups, null::uuid as source_organisation_id)';
}
/** The gate's own questions, and the words of a search that ask for role, purpose and time. */
const OWN_QUESTION = /from readable g join item_group i\b[^]*where g\.person_id = \$1/;
const OPEN_TOKEN = /(\w)\.valid_from <= \(select app_now\(\)\) and \1\.valid_until > \(select app_now\(\)\) and \(select current_purpose\(\)\) = 'support'\s+and case \1\.item_group when 'basic' then \(select actor_may_read\('basic'\)\) when 'contact' then \(select actor_may_read\('contact'\)\) else false end/g;

let recorded;
const { Message } = dist('libs/platform/src/database/message');
const { submit } = Message.prototype;
Message.prototype.submit = function (wire) {
  // The door and the end are no statement of the list that is compared.
  if (recorded) recorded.push(...this.statements.filter(({ text, values }) => values.length > 0 && !text.includes(' from act_as(')).map(({ text, values }) => ({ text, values })));
  return submit.call(this, wire);
};

const { fixedClock } = dist('libs/kernel/src');
const settings = {
  port: 0, dataDir: place.dataDir, production: false, connections: place.connections, sessionSecret: 'bench-only-session-secret-of-enough-length',
  masterKey: Buffer.alloc(32, 7), earlierMasterKeys: [], webRoot: undefined, behindProxy: false, clock: fixedClock(place.clock), auditDir: undefined, durableCommits: true, databaseCores: cpus().length,
};
const app = await dist('apps/api/src/create-app').createApp(settings, dist('libs/platform/src').createLogger('bench', 'silent'));
const use = (room, name) => app.get(dist(`libs/${room}/src`)[name], { strict: false });
const ctx = { assignmentId: place.assignment, purpose: 'support', requestId: 'bench', clock: fixedClock(place.clock) };

async function record(work) {
  await work();
  recorded = [];
  await work();
  const statements = recorded;
  recorded = undefined;
  if (mode !== 'bare') return statements;
  return statements.filter(({ text }) => !OWN_QUESTION.test(text)).map(({ text, values }) => ({ text: text.replaceAll(OPEN_TOKEN, 'true'), values }));
}

const list = () => use('follow-ups', 'ListFollowUps').run(ctx, { view: 'office', cursor: place.cursor });
const { items } = (await list()).read();
if (items.length !== 50) throw new Error(`A page holds ${items.length} items`);
const { hits } = await use('clients', 'SearchClients').run(ctx, place.kana);
if (hits.length < 2) throw new Error(`The search finds ${hits.length} persons`);
const document = {
  'list-page': await record(list),
  'open-client': await record(() => use('clients', 'OpenClient').run(ctx, place.person)),
  'search-kana': await record(() => use('clients', 'SearchClients').run(ctx, place.kana)),
};
await app.close();
const left = JSON.stringify(document).match(/\w+_(open|party)\b|\breadable\b/);
if (mode === 'bare' && left) throw new Error(`Line one is still in the statements: ${left[0]}`);
process.stdout.write(JSON.stringify(document));
