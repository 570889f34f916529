/** Everything that can be checked without running the application. All steps run, whichever fails. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { binary, install, isMain, main, root, run, step } from './tools.mjs';

const CHECKS = [
  { name: 'lint', needs: 'eslint.config.mjs', words: [binary('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types of the server', needs: 'tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the screens', needs: 'apps/web/tsconfig.json', words: [binary('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
  { name: 'architecture', needs: 'test/architecture', words: [binary('jest/bin/jest.js'), 'test/architecture', '--passWithNoTests'] },
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

if (isMain(import.meta.url)) {
  await main(async () => {
    await install();
    const { failed } = await check();
    if (failed > 0) process.exitCode = 1;
  });
}
