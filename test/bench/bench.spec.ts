import { spawn } from 'node:child_process';
import { join } from 'node:path';

const SCENARIOS = ['register-client', 'log-consultation', 'open-client', 'queue-page', 'plan-page', 'mix'];

interface Measured {
  readonly ours: { readonly requests: number; readonly cpuMs: number };
  readonly floor: { readonly requests: number; readonly cpuMs: number };
  readonly ratio: Readonly<Record<'throughput' | 'cpu', number>>;
  readonly spread: Readonly<Record<'throughput' | 'cpu', readonly [number, number]>>;
}

interface Offered {
  readonly offered: number;
  readonly answered: number;
  readonly turnedAway: number;
  readonly errors: { readonly status: Readonly<Record<string, number>>; readonly timeout: number; readonly refused: number; readonly broken: number; readonly unsent: number };
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly kinds: Readonly<Record<string, { readonly answered: number; readonly p99Ms: number }>>;
  readonly cores: Readonly<Record<string, number>>;
}

interface Bench {
  readonly scenarios: Readonly<Record<string, Measured>>;
  readonly country: { readonly ours: Offered; readonly floor: Offered; readonly ratio: { readonly reached: number } };
  readonly kept: Readonly<Record<string, { readonly rows: number; readonly bytesPerPerson: number }>>;
  readonly loadingSeconds: number;
}

/** What a bench prints with these options. */
async function bench(script: 'run.mjs' | 'access.mjs', ...options: readonly string[]): Promise<{ code: number | null; out: string; said: string }> {
  const child = spawn(process.execPath, [join(__dirname, script), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (bytes) => (out += String(bytes)));
  child.stderr.on('data', (bytes) => (said += String(bytes)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, said })));
}

describe('the bench', () => {
  // How fast is for the person who reads it: here only that every request it compares is still answered on both sides.
  it('loads in sets, measures each request and the mix on both sides several times, and prints one document', async () => {
    const { code, out, said } = await bench('run.mjs', '--quick', '--clients', '400', '--set', '150', '--seconds', '0.3', '--connections', '2', '--runs', '2', '--country', '--rps', '40', '--minutes', '0.05');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    const { scenarios, country, kept, loadingSeconds } = JSON.parse(out) as Bench;
    expect(Object.keys(scenarios).sort()).toEqual([...SCENARIOS].sort());
    for (const { ours, floor, ratio, spread } of Object.values(scenarios)) {
      expect(Math.min(ours.requests, floor.requests, ours.cpuMs, floor.cpuMs, ratio.throughput, ratio.cpu)).toBeGreaterThan(0);
      expect(spread.cpu[0] <= ratio.cpu && ratio.cpu <= spread.cpu[1]).toBe(true);
    }
    for (const { offered, answered, kinds, p50Ms, p99Ms, cores } of [country.ours, country.floor]) {
      expect([offered, answered]).toEqual([120, 120]);
      // Sixteen of twenty read.
      expect(Object.fromEntries(Object.entries(kinds).map(([kind, one]) => [kind, one.answered]))).toEqual({ open: 36, queue: 24, search: 18, records: 18, consult: 18, register: 6 });
      expect(0 < p50Ms && p50Ms <= p99Ms).toBe(true);
      expect(Object.keys(cores).sort()).toEqual(['generator', 'postgres', 'server', 'worker']);
    }
    expect(country.ratio.reached).toBeGreaterThan(0);
    expect(Object.keys(kept)).toEqual(['access_mask', 'access_reason', 'search_token']);
    expect(Math.min(loadingSeconds, ...Object.values(kept).flatMap(({ rows, bytesPerPerson }) => [rows, bytesPerPerson]))).toBeGreaterThan(0);
  }, 240_000);
});

/** A server that answers by the path, and one request in six that finds nobody; all offered within a second. */
const OFFERED = `
  import { createServer } from 'node:http';
  import { offer } from '${join(__dirname, 'arrivals.mjs')}';
  const statuses = { '/well': 200, '/busy': 503, '/conflict': 409 };
  const server = createServer((request, response) => {
    if (request.url === '/broken') return request.socket.destroy();
    if (request.url === '/slow') return setTimeout(() => response.writeHead(200, { 'content-length': 0 }).end(), 300);
    if (request.url !== '/never') response.writeHead(statuses[request.url], { 'content-length': 0 }).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const paths = ['/well', '/busy', '/conflict', '/never', '/broken', '/slow'];
  let number = 0;
  const next = () => ({ kind: paths[number % paths.length], method: 'GET', path: paths[number++ % paths.length], headers: {} });
  const told = await offer({ port, perSecond: 60, milliseconds: 1000, patience: 700, next });
  server.close();
  const afterwards = await offer({ port, perSecond: 20, milliseconds: 500, patience: 700, next });
  console.log(JSON.stringify({ told, afterwards }));
`;

describe('requests offered by the clock', () => {
  it('each end as what they were: answered, turned away, another status, out of patience, broken or refused', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', OFFERED], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (bytes) => (out += String(bytes)));
    // It ends by itself: no connection is left behind.
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    const { told, afterwards } = JSON.parse(out) as Record<'told' | 'afterwards', Offered>;
    expect(told).toMatchObject({ offered: 60, answered: 20, turnedAway: 10, errors: { status: { 409: 10 }, timeout: 10, refused: 0, broken: 10, unsent: 0 } });
    // Who waits does not hold up who comes after.
    expect(told.kinds['/slow']).toMatchObject({ answered: 10 });
    expect(told.kinds['/well']?.p99Ms).toBeLessThan(300);
    expect(told.kinds['/slow']?.p99Ms).toBeGreaterThanOrEqual(300);
    expect(afterwards).toMatchObject({ offered: 10, answered: 0, errors: { refused: 10 } });
  }, 30_000);
});

interface Gate {
  readonly ratio: { readonly cpu: number; readonly wall: number };
  readonly gated: { readonly requests: number; readonly statements: number };
  readonly plans: { readonly gated: readonly { readonly plan: readonly string[] }[] };
}

describe('the bench of the gate', () => {
  it('replays what the product sends, with both lines and without, and shows the plans', async () => {
    const { code, out, said } = await bench('access.mjs', '--clients', '3000', '--offices', '7', '--consents', '600', '--rounds', '1', '--seconds', '0.3');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    const { requests } = JSON.parse(out) as { requests: Readonly<Record<string, Gate>> };
    expect(Object.keys(requests)).toEqual(['list-page', 'open-client', 'search-kana']);
    for (const { ratio, gated, plans } of Object.values(requests)) {
      expect(Math.min(ratio.cpu, ratio.wall, gated.requests)).toBeGreaterThan(0);
      expect(plans.gated).toHaveLength(gated.statements);
      expect(plans.gated.flatMap(({ plan }) => plan).join(' ')).toContain('access_mask');
    }
  }, 120_000);
});
