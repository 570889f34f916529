import { spawn } from 'node:child_process';
import { join } from 'node:path';

const SCENARIOS = ['register-client', 'log-consultation', 'open-client', 'queue-page', 'plan-page'];

interface Measured {
  readonly ours: { readonly requests: number; readonly cpuMs: number };
  readonly floor: { readonly requests: number; readonly cpuMs: number };
  readonly ratio: { readonly throughput: number; readonly cpu: number };
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
  it('loads, measures each request on both sides and prints one document', async () => {
    const { code, out, said } = await bench('run.mjs', '--clients', '400', '--rounds', '1', '--seconds', '0.3', '--connections', '2');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    const { scenarios } = JSON.parse(out) as { scenarios: Readonly<Record<string, Measured>> };
    expect(Object.keys(scenarios).sort()).toEqual([...SCENARIOS].sort());
    for (const { ours, floor, ratio } of Object.values(scenarios)) {
      expect(Math.min(ours.requests, floor.requests, ours.cpuMs, floor.cpuMs, ratio.throughput, ratio.cpu)).toBeGreaterThan(0);
    }
  }, 120_000);
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
