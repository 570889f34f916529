import { spawn } from 'node:child_process';
import { join } from 'node:path';

const SCENARIOS = ['register-client', 'log-consultation', 'open-client', 'queue-page', 'plan-page'];

interface Measured {
  readonly ours: { readonly requests: number; readonly cpuMs: number };
  readonly floor: { readonly requests: number; readonly cpuMs: number };
  readonly ratio: { readonly throughput: number; readonly cpu: number };
}

/** What `npm run bench` prints with these options. */
async function bench(...options: readonly string[]): Promise<{ code: number | null; out: string; said: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'run.mjs'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (bytes) => (out += String(bytes)));
  child.stderr.on('data', (bytes) => (said += String(bytes)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, said })));
}

describe('the bench', () => {
  // How fast is for the person who reads it: here only that every request it compares is still answered on both sides.
  it('loads, measures each request on both sides and prints one document', async () => {
    const { code, out, said } = await bench('--clients', '400', '--rounds', '1', '--seconds', '0.3', '--connections', '2');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    const { scenarios } = JSON.parse(out) as { scenarios: Readonly<Record<string, Measured>> };
    expect(Object.keys(scenarios).sort()).toEqual([...SCENARIOS].sort());
    for (const { ours, floor, ratio } of Object.values(scenarios)) {
      expect(Math.min(ours.requests, floor.requests, ours.cpuMs, floor.cpuMs, ratio.throughput, ratio.cpu)).toBeGreaterThan(0);
    }
  }, 120_000);
});
