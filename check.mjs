/** Lint and types. All steps run, whichever fails; `npm run check` adds the architecture tests, which need a database. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { binary, root, run, step } from './tools.mjs';

const CHECKS = [
  { name: 'lint', needs: 'eslint.config.mjs', words: [binary('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types of the server', needs: 'tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the screens', needs: 'apps/web/tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  const result = { passed: 0, failed: 0 };
  for (const { name, needs, words } of CHECKS) {
    if (!existsSync(join(root, needs))) continue;
    const { code, output } = await step(`Checking: ${name}`, () => run(process.execPath, words, { quiet: true }));
    if (code === 0) {
      result.passed += 1;
      continue;
    }
    result.failed += 1;
    console.log(`${output.trimEnd()}\nFailed: ${name}`);
  }
  return result;
}
