/**
 * Faults of the application that somebody might make one day. Each is one place of one file, found exactly once (a test
 * holds that), and names the smallest tests that must notice it. What is refused in two places (a closed file, a late
 * withdrawal, the office of a colleague) stands here only where one place alone decides.
 *
 * @typedef {{ name: string, file: string, from: string, to: string, specs: readonly string[], test?: string }} Mutant
 */

const GATE = { specs: ['test/integration/access/defects.spec.ts'], test: 'with the row policies switched off' };
const MATRIX = { specs: ['test/api/matrix/matrix.spec.ts'], test: 'answers as declared: (shared|withdrawn_unwritten)' };
const ROLES = { ...MATRIX, test: 'answers as declared: (own)' };
const STRANGERS = { ...MATRIX, test: 'answers nobody who is not signed in' };
const PURPOSES = { ...MATRIX, test: 'is for the purpose of its subject' };
const RECORDED = { specs: ['test/api/matrix/recorded.spec.ts'] };
const ACCOUNTS = { specs: ['test/api/identity/accounts.spec.ts'] };
const EDGE = { specs: ['test/api/hardening/edge.spec.ts'] };
const PRODUCTION = { specs: ['test/api/hardening/production.spec.ts'] };
const LOGS = { specs: ['test/api/hardening/silent-logs.spec.ts'] };
const TRANSACTION = { specs: ['test/integration/platform/actor.spec.ts'] };
const REPEATED = { specs: ['test/api/hardening/idempotency.spec.ts'] };
const CONSENTS = { specs: ['test/integration/consents/consents.spec.ts'] };
const FILES = { specs: ['test/integration/exports/withdrawal.spec.ts'] };

const PROTECTION = { specs: ['test/integration/protection/protection.spec.ts'] };
const DUPLICATES = { specs: ['test/integration/clients/duplicates.spec.ts'] };
const RENEWAL = { specs: ['test/integration/consents/renewal.spec.ts'] };
const EXCEPTIONAL = { specs: ['test/integration/protection/exceptional-access.spec.ts'] };
const ONWARD = { specs: ['test/integration/onward-sharing/onward-sharing.spec.ts'] };
const TOKENS = { specs: ['test/api/identity/tokens.spec.ts'] };
const PROVIDER = { specs: ['test/api/identity/provider.spec.ts'] };
const COLUMNS = { specs: ['libs/exports/src/domain/outcome-columns.spec.ts'] };

const DOOR = { specs: ['test/integration/identity/door.spec.ts'] };

const DESCRIBED = { specs: ['test/api/clients/page-as-described.spec.ts'] };

const page = 'libs/clients/src/persistence/client-page.repository.ts';
const scope = 'libs/access/src/application/scope.ts';
const runner = 'libs/platform/src/database/transaction-runner.ts';
const guard = 'libs/platform/src/http/permission.guard.ts';
const edge = 'libs/platform/src/http/edge.ts';
const bodies = 'libs/platform/src/http/bodies.ts';
const filter = 'libs/platform/src/http/problem.filter.ts';
const cookie = 'libs/identity/src/http/session-cookie.ts';
const lines = (...all) => all.join('\n');

/** @type {readonly Mutant[]} */
const MUTANTS = [
  // Line one.
  { name: 'scope() asks nothing', file: scope, from: '  return opened(alias, ofGroup(alias, group));', to: "  return alias === group ? opened(alias, ofGroup(alias, group)) : '';", ...GATE },
  { name: 'scope() asks for another group', file: scope, from: '${sameRecord(alias)} and ${holds(group)}', to: "${sameRecord(alias)} and ${holds('basic')}", ...GATE },
  { name: 'scope() does not ask who wrote a row under a measure', file: scope, from: "IN_ROWS.has(group) ? writtenBy(alias, String(maskOf(group))) : ''", to: "IN_ROWS.has(alias as ItemGroup) ? writtenBy(alias, String(maskOf(group))) : ''", ...GATE },
  { name: 'scopePerson() asks for another group', file: scope, from: '  return opened(alias, ofPerson(alias));', to: "  return opened(alias, ofPerson(alias).replace(holds('number'), holds('basic')));", ...GATE },
  { name: 'scopeSeen() asks nothing', file: scope, from: "  return opened(alias, ofGroup(alias, group), 'seen');", to: "  return alias === group ? opened(alias, ofGroup(alias, group), 'seen') : '';", ...GATE },
  { name: 'scopeSeen() asks for no group', file: scope, from: "  return opened(alias, ofGroup(alias, group), 'seen');", to: "  return alias === group ? '' : opened(alias, sameRecord(alias), 'seen');", ...GATE },
  { name: 'scopeSeen() does not ask for the holder', file: scope, from: "  return opened(alias, ofGroup(alias, group), 'seen');", to: "  return opened(alias, `open_mask.person_id = ${alias}.person_id and ${holds(group)}`, 'seen');", ...GATE },
  { name: 'scopeSeen() does not ask who wrote a row under a measure', file: scope, from: "  return opened(alias, ofGroup(alias, group), 'seen');", to: "  return opened(alias, `${sameRecord(alias)} and ${holds(group)}`, 'seen');", ...GATE },
  { name: 'scopeSeenPerson() asks nothing', file: scope, from: "  return opened(alias, ofPerson(alias), 'seen');", to: "  return alias === '' ? opened(alias, ofPerson(alias), 'seen') : '';", ...GATE },
  { name: 'scopeSeenPerson() asks for another group', file: scope, from: "  return opened(alias, ofPerson(alias), 'seen');", to: "  return opened(alias, ofPerson(alias).replace(holds('number'), holds('basic')), 'seen');", ...GATE },
  { name: 'a page looks up what may be seen of everybody else', file: scope, from: 'where asked.person_id = ${person})', to: 'where asked.person_id <> ${person})', ...GATE },
  { name: 'a page looks up what may be seen of everybody', file: scope, from: ' where asked.person_id = ${person})', to: " where ${person} is not null)", ...GATE },
  { name: 'a page looks up what is open to the office, whatever the role', file: scope, from: 'select asked.* from readable asked', to: 'select asked.*, null::uuid as office_id, 0 as own_rows from reachable asked', ...GATE },
  { name: 'a page loses own rows where it looks up what may be seen', file: scope, from: 'select asked.* from readable asked', to: 'select asked.person_id, asked.source_organisation_id, asked.office_id, asked.groups, 0 as own_rows from readable asked', ...GATE },
  { name: 'closed statuses are an empty list', file: page, from: "case when open.of_anybody & ${maskOf('income')} <> 0 then ${jsonList(statuses())} end", to: "case when open.of_anybody & ${maskOf('income')} >= 0 then ${jsonList(statuses())} end", ...DESCRIBED },
  { name: 'what has closed with the holder is what has closed everywhere', file: page, from: ' filter (where s.source_organisation_id = p.source_organisation_id)', to: '', ...DESCRIBED },
  { name: 'a field of the page bears the name of its column', file: 'libs/platform/src/database/described-rows.ts', from: 'as "${name}"`', to: 'as "${columnOf(name)}"`', ...DESCRIBED },
  { name: 'a span that goes on ends in infinity', file: 'libs/platform/src/database/described-rows.ts', from: "return `nullif(${column}, 'infinity')`", to: 'return column', ...DESCRIBED },
  { name: 'scopeParty() does not ask for the office', file: scope, from: "on ${party}.record_id = ${alias}.id and ${party}.office_id = ${officeReading('number')}", to: "on ${party}.record_id = ${alias}.id and (select actor_may_read('number'))", ...GATE },
  { name: 'scopeParty() does not ask for the role', file: scope, from: "${party}.office_id = ${officeReading('number')}", to: '${party}.office_id = (select current_office())', ...GATE },
  { name: 'scopeParty() lets the last moment through', file: scope, from: '${party}.valid_until > (select app_now())', to: '${party}.valid_until >= (select app_now())', ...GATE },
  { name: 'scopeOwnGroup() does not ask for the group', file: scope, from: "  return opened(alias, `${sameRecord(alias)} and ${holdsGroupOf(alias)}`);", to: '  return opened(alias, sameRecord(alias));', ...GATE },
  { name: 'line one does not ask for the holder', file: scope, from: '.person_id = ${alias}.person_id and open_mask.source_organisation_id = ${alias}.source_organisation_id`;', to: '.person_id = ${alias}.person_id`;', ...GATE },
  { name: 'line one does not ask for the person', file: scope, from: 'return `open_mask.person_id = ${alias}.person_id and ', to: 'return `', ...GATE },
  { name: 'line one asks for any of the groups', file: scope, from: 'open_mask.groups & ${maskOf(group)} = ${maskOf(group)}', to: 'open_mask.groups & ~0 >= ${maskOf(group) * 0}', ...GATE },
  { name: 'line one asks for a bit that is another group’s', file: scope, from: 'open_mask.groups & ${maskOf(group)} = ${maskOf(group)}', to: 'open_mask.groups & ${maskOf(group) >> 1 || 1} <> 0', ...GATE },
  { name: 'line one takes what is open to the office for what is open to the role', file: scope, from: 'select from ${among} open_mask where', to: "select from ${among === 'seen' ? among : '(select v.person_id, v.source_organisation_id, v.groups, 0 as own_rows, null::uuid as office_id from reachable v)'} open_mask where", ...GATE },
  { name: 'the open groups are those of the office, whatever the role', file: 'libs/access/src/application/access.facade.ts', from: 'from readable g join item_group i', to: 'from reachable g join item_group i', specs: ['test/integration/referrals/receiving.spec.ts'] },
  { name: 'closed groups are not named', file: 'libs/clients/src/application/open-client.ts', from: 'closedGroups: closedGroups(opened.ofAnybody),', to: 'closedGroups: closedGroups(~0),', ...GATE },
  { name: 'the search asks for no role and no end', file: 'libs/clients/src/persistence/client.repository.ts', from: lines("  return `${alias}.valid_from <= (select app_now()) and ${alias}.valid_until > (select app_now()) and (select current_purpose()) = 'support'", "    and case ${alias}.item_group when 'basic'"), to: lines('  return `true', "    or case ${alias}.item_group when 'basic'"), ...GATE },
  { name: 'a draft is shown at every desk of its author', file: 'libs/documents/src/persistence/draft.repository.ts', from: 'and d.office_id = (select current_office())', to: '', ...GATE },
  { name: 'the queue is everybody’s', file: 'libs/follow-ups/src/persistence/follow-up.repository.ts', from: "where f.office_id = (select current_office()) and ${READS} and f.status = 'open'`", to: "where ${READS} and f.status = 'open'`", ...GATE },
  { name: 'the queue does not ask for the role', file: 'libs/follow-ups/src/persistence/follow-up.repository.ts', from: "const READS = `(select actor_may_read('number'))`", to: 'const READS = `true`', ...GATE },
  { name: 'files of everybody are listed', file: 'libs/exports/src/persistence/export.repository.ts', from: 'from export_file f where f.assignment_id = (select current_assignment()) and f.office_id = (select current_office())\n       order by', to: 'from export_file f\n       order by', ...GATE },
  { name: 'a figure opens what lies outside', file: 'libs/indicators/src/application/open-figure.ts', from: 'return { total, open: items.length, closed: total - items.length, items };', to: 'return { total: items.length, open: items.length, closed: 0, items };', ...GATE },

  // The way in.
  { name: 'a route without a rule is let through', file: guard, from: "if (!rule) throw refusedEntry('forbidden');", to: 'if (!rule) return true;', specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'whoever is not signed in goes through', file: guard, from: "if (!request.proof) throw refusedEntry('unauthenticated');", to: "request.proof ??= { session: '' };", specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'a locked session goes on', file: guard, from: 'if (request.locked === true && rule.whileLocked !== true)', to: 'if (request.locked === true && false)', specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'every route asks with the permission that everybody has', file: guard, from: 'new Entry(request.proof, rule.permission,', to: "new Entry(request.proof, 'today.read',", ...ROLES },
  { name: 'what a token was given is not asked', file: guard, from: "if (request.only?.has(rule.permission) === false) throw refusedEntry('forbidden');", to: '', specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'a token opens an own account', file: guard, from: "if (request.only) throw refusedEntry('forbidden');", to: '', specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'the demo is let into production', file: guard, from: '!this.settings.production', to: 'true', ...PRODUCTION },
  { name: 'the door is asked on the next request', file: runner, from: "  const entering = talk.say(ENTER,", to: "  const entering = Promise.resolve({ rows: [], command: '', count: 0 });\n  void talk.say(ENTER,", ...DOOR },
  { name: 'whoever proves nothing acts as who was named', file: runner, from: '  if (!entry) return talk.say(ACT_AS', to: '  if (entry) entry.state = \'let in\';\n  if (entry || !entry) return talk.say(ACT_AS', ...DOOR },
  { name: 'the door is behind what is asked first', file: runner, from: '      enter().catch(() => undefined);\n      return work(tx);', to: '      const done = work(tx);\n      enter().catch(() => undefined);\n      return done;', ...DOOR },
  { name: 'a command does not wait to be let in', file: runner, from: '        await enter();\n', to: '        enter().catch(() => undefined);\n', ...DOOR },
  { name: 'the door is told the clock of the request as the machine’s', file: runner, from: 'now, systemClock.now(), demo]', to: 'now, clock.now(), demo]', ...DOOR },
  { name: 'what is wrong with a body is told to whoever may not', file: filter, from: "if (!problem || problem.kind === 'busy' || request.ctx?.entry?.state !== 'unasked') return problem;", to: 'if (this.transactions !== undefined) return problem;', ...DOOR },
  { name: 'a controller may answer without asking', file: 'libs/platform/src/http/entered.interceptor.ts', from: "if (entry && entry.state !== 'let in') throw", to: "if (entry && entry.state === 'refused') throw", specs: ['libs/platform/src/http/entered.interceptor.spec.ts'] },
  { name: 'the cookie is taken unsigned', file: cookie, from: 'return timingSafeEqual(Buffer.from(signature), Buffer.from(this.signatureOf(sid))) ? sid : undefined;', to: 'return timingSafeEqual(Buffer.from(signature), Buffer.from(signature)) ? sid : undefined;', specs: ['libs/identity/src/http/session-cookie.spec.ts'] },
  { name: 'a session begins where its cookie is lost', file: cookie, from: "if (!this.secure || request.protocol === 'https') return;", to: 'if (request.protocol !== undefined) return;', ...PRODUCTION },
  { name: 'an earlier session outlives the sign-in', file: 'libs/identity/src/application/sessions.ts', from: '    if (earlier !== undefined) await this.end(earlier);\n', to: '    void earlier;\n', ...ACCOUNTS },
  { name: 'a token beside a cookie is taken', file: 'libs/identity/src/http/proof.guard.ts', from: '    if (this.cookie.isIn(request)) throw twoIdentities();\n', to: '', ...TOKENS },
  { name: 'the purpose is taken from the request', file: guard, from: 'purpose: rule.purpose,', to: "purpose: (request.headers['x-purpose'] ?? (request.query as Record<string, string>)['purpose'] ?? rule.purpose) as typeof rule.purpose,", specs: ['libs/platform/src/http/permission.guard.spec.ts'] },
  { name: 'a command needs no key', file: guard, from: "if (typeof key !== 'string' || !/^[0-9A-Za-z-]{8,80}$/.test(key)) {", to: "if (typeof key !== 'string') {", specs: ['test/api/clients/register-client.spec.ts'] },
  { name: 'a reader may withdraw a consent', file: 'libs/consents/src/http/consents.controller.ts', from: "@Command('consents.withdraw')\n  async withdraw", to: "@Command('clients.read')\n  async withdraw", ...ROLES },
  { name: 'whoever drafts decides', file: 'libs/referrals/src/http/sending.controller.ts', from: "@Command('referrals.decide')\n  async decide", to: "@Command('referrals.draft')\n  async decide", ...ROLES },
  { name: 'a figure’s records open for support', file: 'libs/indicators/src/http/figures.controller.ts', from: "@Get(':lineKey/:part/records')\n  @Look('annual_plans.read', 'report')", to: "@Get(':lineKey/:part/records')\n  @Look('annual_plans.read')", ...PURPOSES },
  { name: 'a file opens for support', file: 'libs/exports/src/http/exports.controller.ts', from: "@Get(':id/file')\n  @Look('exports.request', 'report')", to: "@Get(':id/file')\n  @Look('exports.request')", ...PURPOSES },
  { name: 'absent and closed sound different', file: 'libs/clients/src/application/open-client.ts', from: 'if (!opened) throw notFound();', to: "if (!opened) throw new DomainError('closed', 'forbidden', { message: '見る権限がありません。' });", add: "import { DomainError } from '@madoguchi/kernel';", ...MATRIX },
  { name: 'the refusal of a policy sounds different', file: 'libs/platform/src/http/database-problems.ts', from: "    case '23503':\n    case '42501':\n      return notFound();", to: "    case '23503':\n      return notFound();\n    case '42501':\n      return conflict('closed', '見る権限がありません。');", specs: ['libs/platform/src/http/database-problems.spec.ts'] },
  { name: 'a constraint tells the value that it met', file: 'libs/platform/src/http/database-problems.ts', from: "conflict(`duplicate:${constraint}`, 'すでに登録されています。最新の内容を確かめてください。')", to: "conflict(`duplicate:${constraint}`, `すでに登録されています。${'detail' in driverError ? String(driverError.detail) : ''}`)", specs: ['libs/platform/src/http/database-problems.spec.ts'] },
  { name: 'the words of the validator are told as they are', file: 'libs/platform/src/http/validation.ts', from: "  return { field, code: 'value', message: '入力内容を確かめてください。' };", to: '  return { field, code: name, message };', specs: ['libs/platform/src/http/validation.spec.ts'] },
  { name: 'an unknown field is taken', file: 'libs/platform/src/http/validation.ts', from: 'forbidNonWhitelisted: true', to: 'forbidNonWhitelisted: false', specs: ['libs/platform/src/http/validation.spec.ts'] },
  { name: 'a page of another site gives commands', file: edge, from: 'if (isForeign(request)) done(FOREIGN);', to: 'if (request.url === null) done(FOREIGN);', ...ACCOUNTS },
  { name: 'a body of any size is read', file: bodies, from: 'const JSON_LIMIT = 256 * 1024;', to: 'const JSON_LIMIT = 256 * 1024 * 1024;', specs: ['test/api/clients/register-client.spec.ts'] },
  { name: 'a body of any depth is read', file: bodies, from: 'const JSON_DEPTH = 20;', to: 'const JSON_DEPTH = 2_000_000;', specs: ['test/api/hardening/fuzz.spec.ts', 'test/api/bad-input.spec.ts'] },
  { name: 'a form of another site is taken for a body', file: bodies, from: 'if (empty) return true;', to: 'return true;', ...EDGE },
  { name: 'another site gives commands to an address that is spelt otherwise', file: edge, from: 'if (isForeign(request)) done(FOREIGN);', to: "if (request.url.startsWith('/api/') && isForeign(request)) done(FOREIGN);", ...EDGE },
  { name: 'a file of any size is read', file: bodies, from: 'const FILE_LIMIT = 5 * 1024 * 1024;', to: 'const FILE_LIMIT = 500 * 1024 * 1024;', specs: ['test/integration/consents/papers.spec.ts'] },
  { name: 'an answer that breaks off ends like a whole one', file: 'libs/exports/src/http/exports.controller.ts', from: 'await this.readExports.chunk(ctx, id, position);', to: 'await this.readExports.chunk(ctx, id, position).catch(() => Buffer.alloc(length - read));', ...EDGE },
  { name: 'answers are kept by browsers', file: edge, from: ".header('Cache-Control', 'no-store')", to: '', ...PRODUCTION },
  { name: 'attempts are not counted', file: 'libs/platform/src/http/rate-limiter.ts', from: 'if (n > limit) {', to: 'if (n > limit * 1_000_000) {', specs: ['test/api/identity/tokens.spec.ts'] },

  // Sessions and accounts.
  { name: 'sessions are stored under their id', file: 'libs/identity/src/application/sessions.ts', from: "return createHash('sha256').update(sid).digest('hex');", to: "return createHash('sha256').update('').digest('hex').slice(0, 0) + sid;", ...ACCOUNTS },
  { name: 'a script may read the cookie', file: cookie, from: '; Path=/; HttpOnly', to: '; Path=/', ...ACCOUNTS },
  { name: 'the cookie travels from other sites', file: cookie, from: '; SameSite=Strict', to: '; SameSite=None', ...ACCOUNTS },
  { name: 'the lock opens without the password', file: 'libs/identity/src/application/own-sessions.ts', from: '    await this.credentials.confirmOwn(sid, await this.credentials.byStaff(staffId), password, wrongPassword);\n', to: '    void password;\n    void wrongPassword;\n', ...ACCOUNTS },
  { name: 'a wrong password slows nothing down', file: 'libs/identity/src/application/slow-down.ts', from: '[key, FREE, this.settings', to: '[key, 1_000_000, this.settings', ...ACCOUNTS },
  { name: 'an unknown login is told', file: 'libs/identity/src/application/credentials.ts', from: 'const matches = await passwordMatches', to: "if (!credential) throw new DomainError('unknown_login', 'unauthenticated', { message: '利用者IDがありません。' }); const matches = await passwordMatches", ...ACCOUNTS },
  { name: 'a code of the second factor serves twice', file: 'libs/identity/src/application/credentials.ts', from: 'return row?.used === true;\n  }\n\n  private async useRecoveryCode', to: 'return row !== undefined;\n  }\n\n  private async useRecoveryCode', ...ACCOUNTS },
  { name: 'demo accounts sign in in production', file: 'libs/identity/src/application/sign-in.ts', from: 'this.settings.production && found?.demo ? undefined : found', to: 'found', ...PRODUCTION },

  // The database and its transactions.
  { name: 'the city of a figure outlives its question', file: 'libs/platform/src/database/fact-reader.ts', from: "set_config('app.municipality', $1, true)", to: "set_config('app.municipality', $1, false)", ...TRANSACTION },
  { name: 'a handle works after its transaction', file: 'libs/platform/src/database/tx.ts', from: "if (!this.open) throw new Error('This transaction is over; its handle cannot be used any more');", to: 'void this.open;', ...TRANSACTION },
  { name: 'a transaction that broke says that it was saved', file: 'libs/platform/src/database/conversation.ts', from: 'const { command } = await committed;', to: "const { command } = await committed.catch(() => ({ command: 'COMMIT' }));", ...TRANSACTION },
  { name: 'a statement that failed is told as answered', file: 'libs/platform/src/database/message.ts', from: 'else if (index === this.at) failed(error);', to: "else if (index === this.at) answered({ command: '', count: 0, rows: [] });", ...TRANSACTION },
  { name: 'what was not run is told as answered', file: 'libs/platform/src/database/message.ts', from: 'else failed(new NotRun(error));', to: "else answered({ command: '', count: 0, rows: [] });", ...TRANSACTION },
  { name: 'a name counts as prepared once it was sent', file: 'libs/platform/src/database/message.ts', from: '      parts.push(serialize.parse({ name, text }));\n', to: '      parts.push(serialize.parse({ name, text }));\n      if (name !== \'\') wire.parsedStatements[name] = text;\n', ...TRANSACTION },
  { name: 'every statement has a Sync of its own', file: 'libs/platform/src/database/message.ts', from: '    parts.push(serialize.execute());\n', to: '    parts.push(serialize.execute(), serialize.sync());\n', ...TRANSACTION },
  { name: 'a write is forgotten where nobody asks anything behind it', file: 'libs/platform/src/database/conversation.ts', from: '      throw this.broken ?? error;', to: '      if (this.broken === undefined) throw error;', ...TRANSACTION },
  { name: 'the end leaves out what was kept for it', file: runner, from: '        tx.sayLast();\n', to: '', specs: ['test/api/matrix/recorded.spec.ts'] },
  { name: 'a role that could switch policies off is taken', file: 'libs/platform/src/database/data-sources.ts', from: 'if (!role || role.danger) {', to: 'if (!role) {', ...PRODUCTION },
  { name: 'a late change goes through', file: 'libs/platform/src/database/row-statements.ts', from: 'where id = $1 and version = $2`', to: 'where id = $1 and $2::integer is not null`', ...REPEATED },
  { name: 'a late move goes through', file: 'libs/referrals/src/application/referral-moves.ts', from: 'if (referral.version !== version) throw stale({ id, version: referral.version, status: referral.status });', to: 'void stale;', specs: ['test/integration/referrals/sending.spec.ts'] },
  { name: 'a key serves for another command', file: runner, from: ' || earlier.requestHash !== command.bodyHash', to: '', ...REPEATED },
  { name: 'a repeated command is done again', file: runner, from: 'if (!(await enter(command))) return (await this.earlierAnswer(tx, command)) as T;', to: 'if (!(await enter(command))) void (await this.earlierAnswer(tx, command));', ...REPEATED },

  // Consent, requests, files.
  { name: 'a withdrawal closes no cells', file: 'libs/consents/src/application/withdraw-consent.ts', from: '      await this.access.syncConsents(tx, consent.personId as PersonId);\n', to: '', ...CONSENTS },
  { name: 'a withdrawal ends no sharing', file: 'libs/consents/src/application/withdraw-consent.ts', from: '      if (endsSharing) {', to: '      if (false as boolean) {', ...CONSENTS },
  { name: 'consent is not asked again at the decision', file: 'libs/referrals/src/application/decide-referral.ts', from: ', this.packet.check(tx, referral.personId, referral.recipientOfficeId, this.repository.parts(tx, referral.id, null))]', to: ']', specs: ['test/integration/referrals/sending.spec.ts'] },
  { name: 'the writer decides', file: 'libs/referrals/src/domain/referral.ts', from: "if (command === 'decide' && referral.writtenBy === actor.staffId) {", to: "if (command === 'decide' && referral.writtenBy === '') {", specs: ['test/integration/referrals/sending.spec.ts'] },
  { name: 'a person closed by expiry is accepted', file: 'libs/referrals/src/application/accept-referral.ts', from: "one.group === 'basic' && one.sourceOrganisationId === referral.sourceOrganisationId", to: "one.group !== 'contact' || one.sourceOrganisationId !== ''", specs: ['test/integration/referrals/receiving.spec.ts'] },
  { name: 'a return goes on sharing', file: 'libs/referrals/src/application/sendings.ts', from: "given.reply === 'accepted' ?", to: "given.reply !== 'declined' ?", specs: ['test/integration/referrals/receiving.spec.ts'] },
  { name: 'nobody in a file is asked for', file: 'libs/exports/src/persistence/export.repository.ts', from: 'return row?.n ?? 0;\n  }\n}', to: 'return row ? 0 : 0;\n  }\n}', ...FILES },
  { name: 'nobody is remembered of a file', file: 'libs/exports/src/application/write-export.ts', from: '    await this.exports.addPersons(tx, exportId, persons);\n', to: '    void persons;\n', ...FILES },
  { name: 'a file is written for whoever has left', file: 'libs/exports/src/jobs/run-export.handler.ts', from: 'if (!(await this.transactions.read(ctx, (tx) => this.identity.isLive(tx, ctx.assignmentId)))) {', to: 'if (!(await this.transactions.read(ctx, async (tx) => (await this.identity.isLive(tx, ctx.assignmentId)) || true))) {', specs: ['test/api/exports/monthly-outcomes.queue.spec.ts'] },

  // Registration.
  { name: 'a registration forgets what the person is found by', file: 'libs/clients/src/application/register-client.ts', from: '      await this.repository.endRegistration(tx, personId);\n', to: '', ...DUPLICATES },
  { name: 'who may be the same is not asked at the registration', file: 'libs/clients/src/application/register-client.ts', from: "seen === 'all' ? undefined :", to: 'seen.length >= 0 ? undefined :', ...DUPLICATES },
  { name: 'one who was seen is enough for all', file: 'libs/clients/src/persistence/client.repository.ts', from: 'a.id <> all ($6::uuid[])', to: 'cardinality($6::uuid[]) = 0', ...DUPLICATES },
  { name: 'who may be the same is looked for by the birth date alone', file: 'libs/clients/src/domain/resemblance.ts', from: 'reading: telling ? reading : null', to: 'reading: null', ...DUPLICATES },
  { name: 'the birth date is enough to be the same', file: 'libs/clients/src/domain/resemblance.ts', from: '[birth], family, reading', to: '[birth], family: [], reading', ...DUPLICATES },
  { name: 'a list marks nobody as protected', file: 'libs/clients/src/persistence/client.repository.ts', from: "${protectedAmong('p.id', '$1::uuid[]')} as protected ${NAMES}", to: 'false as protected ${NAMES}', ...PROTECTION },
  { name: 'the queue marks whom the office does not know any more', file: 'libs/clients/src/persistence/client.repository.ts', from: 'label.id is not null and ', to: '', ...PROTECTION },

  // Measures, exceptional access, renewed and narrowed consents.
  { name: 'a file withholds nothing of a protected person', file: 'libs/exports/src/domain/outcome-columns.ts', from: "row.protected && column.locating && value !== ''", to: "row.protected && column.locating && value === ''", ...COLUMNS },
  { name: 'the workplace is no column that locates', file: 'libs/exports/src/domain/outcome-columns.ts', from: "['placement.employer_name'], locating: true,", to: "['placement.employer_name'],", ...COLUMNS },
  { name: 'a file does not ask for measures', file: 'libs/exports/src/persistence/outcome.repository.ts', from: "${protectedAmong('line.\"personId\"', 'array(select page.\"personId\" from page)')} as protected", to: 'false as protected', ...PROTECTION, test: 'a file' },
  { name: 'of a file’s item groups the number alone is remembered', file: 'libs/exports/src/domain/outcome-columns.ts', from: 'return itemGroup === undefined || held', to: "return itemGroup !== 'number' || held", specs: ['test/integration/exports/columns.spec.ts'] },
  { name: 'a download does not ask for measures', file: 'libs/exports/src/persistence/export.repository.ts', from: '\n           and not file_row_withholds(e.person_id, e.guarded)', to: '', ...PROTECTION, test: 'a file' },
  { name: 'the household view shows the protected member', file: 'libs/clients/src/persistence/client-page.repository.ts', from: 'and (m.person_id = $1 or not person_protected(m.person_id))', to: 'and true', ...PROTECTION, test: 'household view' },
  { name: 'what is stored of a protected person comes back in a late edit', file: 'libs/clients/src/application/edit-client.ts', from: '...(withheld ? {} : recorded(record, held))', to: '...recorded(record, held)', ...PROTECTION, test: 'search for a phone' },
  { name: 'a first record is made of any version', file: 'libs/clients/src/application/edit-client.ts', from: 'if ((held?.own ? held.version : 0) !== version)', to: 'if (held?.own && held.version !== version)', specs: ['test/api/clients/late-edit.spec.ts'] },
  { name: 'the screen hears of nothing that was closed', file: 'libs/access/src/application/access.facade.ts', from: "concat_ws(' ', g.source_organisation_id, g.groups, g.own_rows)", to: "concat_ws(' ', g.source_organisation_id)", specs: ['test/api/clients/late-edit.spec.ts'] },
  { name: 'a file forgets that it knew of no measure', file: 'libs/exports/src/domain/outcome-columns.ts', from: 'guarded: row.protected }', to: 'guarded: true }', specs: ['test/integration/protection/protection.spec.ts'], test: 'a file' },
  { name: 'a line of a file is made of two', file: 'libs/exports/src/domain/outcome-columns.ts', from: "cell.replaceAll(/[\\n\\v\\f\\r\\u0085\\u2028\\u2029]+/gu, ' ')", to: 'cell', ...COLUMNS },
  { name: 'a spreadsheet looks past what cannot be seen', file: 'libs/exports/src/domain/outcome-columns.ts', from: '.test(fromFirstVisible(line))', to: '.test(line)', ...COLUMNS },
  { name: 'an open screen without a password ends another session', file: 'libs/identity/src/application/own-sessions.ts', from: '    if (!credential) throw noPassword();\n    await this.credentials', to: '    void noPassword;\n    if (credential) await this.credentials', ...PROVIDER },
  { name: 'a session is ended without the password', file: 'libs/identity/src/application/own-sessions.ts', from: '    await this.credentials.confirmOwn(sid, credential, password, wrongPassword);', to: '    void password; void wrongPassword;', ...ACCOUNTS },
  { name: 'a number of twelve digits stands in the record of a search', file: 'libs/clients/src/application/search-clients.ts', from: 'searched: blotMyNumbers(text),', to: 'searched: text,', specs: ['test/api/audit/values.spec.ts'] },
  { name: 'an auditor opens values of a protected person', file: 'libs/audit/src/application/open-event.ts', from: 'personId !== undefined && guarded.has(personId)', to: "personId !== undefined && guarded.has('')", specs: ['test/api/hardening/protected-outlets.spec.ts'] },
  { name: 'a measure protects no companion', file: 'libs/protection/src/application/record-protection.ts', from: 'if (companion !== command.personId) await', to: 'if (companion === command.personId) await', ...PROTECTION, test: 'together' },
  { name: 'a measure begins tomorrow', file: 'libs/protection/src/application/record-protection.ts', from: 'startedAt: tx.now,', to: 'startedAt: new Date(tx.now.getTime() + 86_400_000),', ...PROTECTION, test: 'a measure in force' },
  { name: 'who asked decides about a measure', file: 'libs/protection/src/domain/protection.ts', from: 'if (first === actor.staffId) throw', to: "if (first === '') throw", ...PROTECTION },
  { name: 'everybody decides about a measure', file: 'libs/protection/src/domain/protection.ts', from: 'if (!actor.decides) throw', to: 'if (actor.staffId === "") throw', ...PROTECTION },
  { name: 'a release lasts for the longest time', file: 'libs/protection/src/application/decide-release.ts', from: 'release.lastsDays * DAY_MS', to: '31 * DAY_MS', ...PROTECTION, test: 'a release' },
  { name: 'who asked decides exceptional access', file: 'libs/protection/src/domain/exceptional-access.ts', from: 'if (answer.askedBy === actor.staffId) throw', to: "if (answer.askedBy === '') throw", ...EXCEPTIONAL },
  { name: 'a renewal leaves the old paper in force', file: 'libs/consents/src/application/renew-consent.ts', from: '{ supersededAt: tx.now }', to: '{}', ...RENEWAL },
  { name: 'a narrowing closes no cells', file: 'libs/consents/src/application/narrow-consent.ts', from: '      await this.access.syncConsents(tx, consent.personId as PersonId);\n', to: '', ...RENEWAL },

  { name: 'a pack is short unseen', file: 'libs/disclosures/src/application/begin-review.ts', from: 'if (await this.repository.colleaguesHoldMore(tx, request.personId)) {', to: "if ((await this.repository.colleaguesHoldMore(tx, request.personId)) && request.id === '') {", ...PROTECTION, test: 'each office of one organisation' },
  { name: 'a withdrawal leaves what was passed on', file: 'libs/onward-sharing/src/application/onward-in-withdrawal.ts', from: 'await this.repository.endUnder(tx, consent.id)', to: '(await this.repository.under(tx, consent.id)).slice(1)', ...ONWARD },
  { name: 'nobody is asked to return what was passed on', file: 'libs/onward-sharing/src/application/end-onward-sharing.ts', from: "if (onward.decision === 'approved') await", to: "if (onward.decision === 'refused') await", ...ONWARD },
  { name: 'the recipient reads the letters of the two others', file: 'libs/onward-sharing/src/http/onward.controller.ts', from: "const received = line.side === 'recipient';", to: "const received = line.side === 'origin';", ...ONWARD },
  { name: 'what is not approved is not named', file: 'libs/onward-sharing/src/domain/onward-sharing.ts', from: "if (facts.approvedGroups?.includes(group) !== true) return 'not_approved';", to: '', ...ONWARD },
  { name: 'the way back to the origin is open', file: 'libs/onward-sharing/src/domain/onward-sharing.ts', from: 'if (origin.organisationId === asked.recipientOrganisationId) {', to: "if (origin.organisationId === '') {", specs: ['libs/onward-sharing/src/domain/onward-sharing.spec.ts'] },
  { name: 'the standard form names any office', file: 'libs/consents/src/domain/consent.ts', from: ': recipient.takesRequests)) return;', to: ': recipient.takesPersons)) return;', ...ONWARD },

  // Other systems and the identity provider.
  { name: 'a token may what it was given, whatever the role', file: 'libs/identity/src/application/use-token.ts', from: 'found.permissions.filter((one) => may.has(one))', to: "found.permissions.filter((one) => may.has(one) || one !== '')", ...TOKENS },
  { name: 'the state of the provider is not compared', file: 'libs/identity/src/application/provider-sign-in.ts', from: 'if (!attempt || attempt.state !== state) return undefined;', to: "if (!attempt || state === '') return undefined;", ...PROVIDER },
  { name: 'the nonce of the provider is not compared', file: 'libs/identity/src/application/identity-provider.ts', from: '      expectedNonce: attempt.nonce,\n', to: '', ...PROVIDER },

  // What is left behind.
  { name: 'a page is opened unrecorded', file: 'libs/clients/src/application/open-client.ts', from: "      await this.audit.record(tx, { action: 'clients.open', subjects: [opened.id], detail: { closedGroups: closed.closedGroups } });\n", to: '', ...RECORDED },
  { name: 'a list is shown unrecorded', file: 'libs/follow-ups/src/application/list-follow-ups.ts', from: "action: 'follow-ups.list', subjects: persons,", to: "action: 'follow-ups.list', subjects: persons.slice(0, 0),", ...RECORDED },
  { name: 'a search does not say whom it showed', file: 'libs/clients/src/application/search-clients.ts', from: 'subjects: hits.map((hit) => hit.id)', to: 'subjects: []', ...RECORDED },
  { name: 'the records of a figure are opened unrecorded', file: 'libs/indicators/src/application/open-figure.ts', from: "subjects: items.map((item) => item.personId), detail: { planId, lineKey, part } });", to: 'subjects: [], detail: { planId, lineKey, part } });', ...RECORDED },
  { name: 'nobody is named in the record', file: 'libs/audit/src/application/audit-trail.ts', from: '[...new Set(entry.subjects)]', to: '[...new Set(entry.subjects)].slice(0, 0)', ...RECORDED },
  { name: 'a download is not recorded', file: 'libs/exports/src/application/read-exports.ts', from: "      await this.audit.record(tx, { action: 'exports.download', subjects: [], detail: { exportId: id } });\n", to: '', ...RECORDED },
  { name: 'what nobody known was refused is not recorded', file: 'libs/audit/src/http/keep-refusals.ts', from: "    const session = proof &&", to: "    if (!proof) return;\n    const session = proof &&", ...ACCOUNTS, test: 'what is refused' },
  { name: 'signing in is not recorded', file: 'libs/identity/src/application/sign-in.ts', from: "    await this.audit.recordAccount('identity.sign-in', credential.staffId);\n", to: '', ...ACCOUNTS },
  { name: 'the address stands in the log', file: edge, from: '        route,\n', to: '        route: route.slice(0, 0) + request.originalUrl,\n', ...LOGS },
  { name: 'the message of an error stands in the log', file: filter, from: "kind: error instanceof Error ? error.name : 'unknown',", to: 'kind: String(error),', ...LOGS },
  { name: 'the message of an unknown error is told', file: filter, from: 'sendProblem(reply, INTERNAL, 500);', to: "sendProblem(reply, new DomainError('internal', 'invalid', { message: String(error) }), 500);", specs: ['libs/platform/src/http/problem.filter.spec.ts'] },
  { name: 'a frame of the stack tells the message', file: filter, from: "filter((line) => line.trimStart().startsWith('at '))", to: "filter((line) => line !== '')", ...LOGS },
];

/** The changed text of a file. @throws Error unless the place is there exactly once. */
function planted(mutant, text) {
  const places = text.split(mutant.from).length - 1;
  if (places !== 1) throw new Error(`${mutant.file} has the place of "${mutant.name}" ${places} times: write the fault anew`);
  const after = text.replace(mutant.from, () => mutant.to);
  return mutant.add === undefined ? after : `${mutant.add}\n${after}`;
}

module.exports = { MUTANTS, planted };
