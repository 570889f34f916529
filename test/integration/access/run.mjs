/**
 * `npm run test:access [-- --decisions N] [-- --seed S]`: more stories for the gate than `npm test` tells, until N single
 * decisions have been compared. Prints seed, decisions and differences of each; a seed tells its story again.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { decisions: { type: 'string', default: '5000000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
for (const name of ['decisions', 'seed']) {
  if (!/^\d+$/.test(values[name])) throw new Error(`--${name} is a whole number`);
}
const child = spawn(process.execPath, ['test.mjs', 'integration', '--testPathIgnorePatterns', '/test/integration/(?!access/gate)'], {
  cwd: fileURLToPath(new URL('../../../', import.meta.url)),
  env: { ...process.env, MADOGUCHI_ACCESS_DECISIONS: values.decisions, MADOGUCHI_ACCESS_SEED: values.seed },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
