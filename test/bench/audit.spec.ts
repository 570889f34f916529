import { spawn } from 'node:child_process';
import { join } from 'node:path';

interface Damage {
  readonly found: boolean;
  readonly named: boolean;
  readonly kind: string;
}

interface Measured {
  readonly writers: { readonly withSealing: number; readonly without: number };
  readonly patterns: Readonly<Record<'days31' | 'days92', object>>;
  readonly verify: { readonly before: object; readonly damages: Readonly<Record<string, Damage>>; readonly afterwards: object };
}

async function bench(...options: readonly string[]): Promise<{ code: number | null; out: string; said: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'audit.mjs'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (bytes) => (out += String(bytes)));
  child.stderr.on('data', (bytes) => (said += String(bytes)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, said })));
}

// Small: at its full size (a million rows) it is run by hand. How fast is for whoever reads it.
describe('the audit record at size', () => {
  it('shows every damage and names the first bad record, and is sound before and after', async () => {
    const { code, out, said } = await bench('--rows', '4000', '--rounds', '1', '--seconds', '0.3', '--writers', '4');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    const { writers, verify } = JSON.parse(out) as Measured;
    expect(verify.before).toMatchObject({ kind: 'sound', rows: 4000 });
    const told = Object.fromEntries(Object.entries(verify.damages).map(([name, { found, named, kind }]) => [name, [found, named, kind]]));
    expect(told).toEqual({
      changed: [true, true, 'changed'],
      'changed with its hash': [true, true, 'changed'],
      deleted: [true, true, 'deleted'],
      inserted: [true, true, 'inserted'],
      // A row that takes another's place bears another transaction, so it is not the sealed one any more.
      reordered: [true, true, 'changed'],
      'tail cut': [true, true, 'cut_tail'],
      'file cut': [true, true, 'cut_file'],
    });
    expect(verify.afterwards).toMatchObject({ kind: 'sound', rows: 4000 });
    expect(Math.min(writers.withSealing, writers.without)).toBeGreaterThan(0);
  }, 120_000);
});
