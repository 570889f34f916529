/**
 * `npm run test:long -- SUITE [options of the suite]`: the long forms, each run once at the end of a larger change and not
 * in `npm test`, which runs the short form of each.
 */
import { main, root, run } from '../tools.mjs';

const SUITES = {
  access: { says: 'a million decisions of the gate against the oracle', words: ['test/integration/access/run.mjs', '--decisions', '1000000', '--over-http', '50000'] },
  mutants: { says: 'every planted fault, one at a time', words: ['test/mutants/run.mjs'] },
  faults: { says: 'kills in the middle of the work, many of them, on both backends of the queue', words: ['test.mjs', 'faults'], env: { MADOGUCHI_TEST_LONG: '1' } },
  audit: { says: 'every way to alter the audit record, two thousand times, held against verify-audit', words: ['test.mjs', 'audit'], env: { MADOGUCHI_TEST_LONG: '1' } },
  bench: { says: 'that the measurements measure what they say', words: ['test.mjs', 'bench'] },
};

await main(async () => {
  process.chdir(root);
  const [name, ...options] = process.argv.slice(2).filter((word) => word !== '--');
  const suite = SUITES[name];
  if (suite === undefined) {
    throw new Error(`Name a suite:\n${Object.entries(SUITES).map(([one, { says }]) => `  ${one.padEnd(10)}${says}`).join('\n')}`);
  }
  const { code } = await run(process.execPath, [...suite.words, ...options], { env: { ...process.env, ...suite.env } });
  process.exitCode = code;
});
