/** Lint and types side by side, then known holes in what is shipped. All run, whichever fails; `npm run check` adds the architecture tests, which need a database. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { binary, npm, root, run, step } from './tools.mjs';

const CHECKS = [
  { name: 'lint', needs: 'eslint.config.mjs', words: [binary('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types of the server', needs: 'tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the screens', needs: 'apps/web/tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  const result = { passed: 0, failed: 0 };
  const present = CHECKS.filter(({ needs }) => existsSync(join(root, needs)));
  const found = await step(`Checking: ${present.map(({ name }) => name).join(', ')}`, () => Promise.all(present.map(({ words }) => run(process.execPath, words, { quiet: true }))));
  for (const [index, { name }] of present.entries()) {
    const { code, output } = found[index];
    result[code === 0 ? 'passed' : 'failed'] += 1;
    if (code !== 0) console.log(`${output.trimEnd()}\nFailed: ${name}`);
  }
  await audit(result);
  return result;
}

const GRAVE = ['high', 'critical'];

/**
 * Fails on a grave hole in a package that is shipped. A registry that does not answer the question (a mirror, a closed
 * network) has said nothing: that is told, and counts neither way.
 */
async function audit(result) {
  const { output } = await step('Checking: known holes in the packages', () => npm(['audit', '--omit=dev', '--json', '--loglevel=silent', '--fetch-retries=0', '--fetch-timeout=20000'], { quiet: true }));
  const found = readAudit(output);
  if (found === undefined) return console.log('      Not checked: the registry does not answer this question here.');
  const grave = found.filter(({ severity }) => GRAVE.includes(severity));
  if (grave.length === 0) {
    result.passed += 1;
    return;
  }
  result.failed += 1;
  console.log(`${grave.map(({ name, severity }) => `${name}: ${severity}`).join('\n')}\nFailed: known holes in the packages`);
}

/** @returns {readonly { name: string, severity: string }[] | undefined} */
function readAudit(output) {
  try {
    const { vulnerabilities } = JSON.parse(output.slice(output.indexOf('{')));
    return vulnerabilities === undefined ? undefined : Object.values(vulnerabilities);
  } catch {
    return undefined;
  }
}
