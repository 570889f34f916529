import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startTestApp, type TestApp } from '../../support/app';
import { type Answer, closeConnections, type Description, fire, Gun, type Shot } from './fuzz-request';
import { CapturedLog } from './captured-log';
import { arrange, type FuzzActor, strangersIn } from './fuzz-world';

// Real: the composed api over HTTP, PostgreSQL with the runtime roles; requests drawn from the interface's own description.
// A failure names the number of its request: MADOGUCHI_FUZZ_SEED and MADOGUCHI_FUZZ_FROM begin there again.
const REQUESTS = Number(process.env['MADOGUCHI_FUZZ'] ?? '800');
const SEED = Number(process.env['MADOGUCHI_FUZZ_SEED'] ?? '20261120');
const FROM = Number(process.env['MADOGUCHI_FUZZ_FROM'] ?? '0');
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;
const INSIDES = /\bat \S+ \(|node_modules|QueryFailed|relation "|column "|syntax error|violates/;

const log = new CapturedLog();
let t: TestApp;
let actors: readonly FuzzActor[];
let description: Description;
let countAll: string;
beforeAll(async () => {
  t = await startTestApp({ logger: log.logger });
  ({ actors } = await arrange(t));
  description = describeInterface();
  const { rows } = await t.owner.query<{ name: string }>(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  countAll = `select ${rows.map(({ name }) => `(select count(*) from "${name}")::integer as "${name}"`).join(', ')}`;
}, 60_000);
afterAll(async () => {
  closeConnections();
  await t.stop();
}, 30_000);

/** The description of the interface as the built application writes it: only the compiler's plugin knows the bodies. */
function describeInterface(): Description {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-fuzz-'));
  try {
    const file = join(folder, 'openapi.json');
    execFileSync(process.execPath, [resolve(__dirname, '../../../dist/apps/cli/src/main.js'), 'openapi', file], { stdio: 'pipe' });
    return JSON.parse(readFileSync(file, 'utf8')) as Description;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A wrong password or code is itself on record. */
const REFUSALS_ARE_RECORDED = new Set(['audit_event', 'sign_in_try']);

async function rowCounts(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await t.owner.query<Record<string, number>>({ name: 'count-all', text: countAll });
  return rows[0] ?? {};
}

/** What is wrong with a refusal. */
function faultsOf({ status, type, text }: Answer, method: string): readonly string[] {
  if (method === 'HEAD') return [];
  if (!type.startsWith('application/problem+json')) return [`is ${type || 'nothing'} instead of a problem: ${text.slice(0, 80)}`];
  const problem = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return [
    ...(problem['status'] === status ? [] : ['says another status']),
    ...(/^[a-z0-9_]+(:\w+)?$/.test(String(problem['code'])) ? [] : [`has no code: ${String(problem['code'])}`]),
    ...(JAPANESE.test(String(problem['title'])) ? [] : ['has no Japanese title']),
    ...(/^[0-9a-f-]{36}$/.test(String(problem['requestId'])) ? [] : ['has no request id']),
    ...(Array.isArray(problem['errors']) ? [] : ['has no list of fields']),
    ...(INSIDES.test(text) ? ['shows the inside of the application'] : []),
  ];
}

/** The log's last word on a request that broke: the kind of the error and where it was. */
const whyBroken = (): string => log.lines.filter((line) => line.includes('internal_error')).at(-1)?.slice(0, 600) ?? 'nothing in the log';
const told = ({ method, path, body, actor }: Shot): string => `${method} ${path.slice(0, 200)} as ${actor.login} ${body?.slice(0, 300) ?? ''}`;

describe(`${REQUESTS} requests that no screen sends`, () => {
  it('are answered or refused in good order, tell nothing of other offices, and leave nothing half-written', async () => {
    const gun = new Gun(description, actors, SEED);
    expect(gun.size).toBeGreaterThan(60);
    const wrong: string[] = [];
    const statuses = new Map<number, number>();
    let before = await rowCounts();
    for (let number = FROM; number < FROM + REQUESTS && wrong.length < 20; number += 1) {
      const shot = gun.shot(number);
      const answer = await fire(t.baseUrl, shot);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const faults = [
        ...(answer.status >= 500 ? [`broke: ${whyBroken()}`] : answer.status >= 400 ? faultsOf(answer, shot.method) : []),
        ...strangersIn(answer.text, shot.actor.office).map((mark) => `shows ${mark}`),
      ];
      const after = await rowCounts();
      if (answer.status >= 400) faults.push(...Object.keys(after).filter((name) => after[name] !== before[name] && !REFUSALS_ARE_RECORDED.has(name)).map((name) => `left something in ${name}`));
      before = after;
      if (faults.length > 0) wrong.push(`${number}: ${answer.status} ${faults.join(', ')} — ${told(shot)}`);
    }
    expect(wrong).toEqual([]);
    // Nothing is learnt from requests that all stop at the first check.
    const share = (status: number) => (statuses.get(status) ?? 0) / REQUESTS;
    if (REQUESTS >= 500) expect([200, 403, 404, 422].filter((status) => share(status) < 0.005)).toEqual([]);
  }, 60_000 + REQUESTS * 200);
});

describe('the marks', () => {
  it('are seen by the office that may see them, and would be found with any other', async () => {
    const soudan = actors.find((one) => one.login === 'soudan');
    const answer = await soudan?.session?.post('/clients/search', { text: 'ヒソカオツ' });
    const text = JSON.stringify(answer?.body);
    expect(strangersIn(text, 'welfare')).toEqual(['秘乙', 'ヒソカオツ']);
    expect(strangersIn(text, 'selfReliance')).toEqual([]);
  });
});

describe('addresses', () => {
  it('take no text that somebody typed: only the names of trays and places in a list', () => {
    const asked = Object.values(description.paths).flatMap((operations) => Object.values(operations).flatMap((one) => (one.parameters ?? []).filter((parameter) => parameter.in === 'query')));
    expect([...new Set(asked.map((one) => one.name))].sort()).toEqual(['box', 'cursor', 'state', 'view']);
  });
});
