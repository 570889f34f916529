import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

// Real: eslint with the project's rules on texts that are judged as if a file of a room held them; no file is touched.
const root = resolve(__dirname, '../..');

const PLANTED = [
  ['DataSource outside platform', "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n", 'through a Tx only'],
  ['pg outside platform', "import { Client } from 'pg';\nexport const client = Client;\n", 'through a Tx only'],
  ['an import against the order', "import { ExportsModule } from '@madoguchi/exports';\nexport const later = ExportsModule;\n", 'only the rooms before it'],
  ['a deep import', "import { isoDate } from '@madoguchi/kernel/src/iso-date';\nexport const date = isoDate;\n", 'front door'],
  ['any', 'export const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ['a floating promise', 'export function forget(): void {\n  Promise.resolve();\n}\n', 'no-floating-promises'],
  ['a rule switched off in a file', '/* eslint-disable */\nexport const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ['a text that is run', "export const run = (text: string): unknown => eval(text);\n", 'no-eval'],
  ['a text that is shown as more than text', "export function show(page: { innerHTML: string }): void {\n  page.innerHTML = '';\n}\n", 'Text is shown as text'],
  ['nothing wrong', 'export const fine = 1;\n', ''],
] as const;

/** One run over all of them, as if each were what a file of the room says: what takes long is to read the types of the house. */
const LINT = `
  import { ESLint } from 'eslint';
  let given = '';
  for await (const piece of process.stdin) given += piece;
  const eslint = new ESLint();
  const said = [];
  for (const text of JSON.parse(given)) {
    const [{ messages }] = await eslint.lintText(text, { filePath: 'libs/clients/src/index.ts' });
    said.push(messages.map(({ ruleId, message }) => ruleId + ': ' + message).join('\\n'));
  }
  process.stdout.write(JSON.stringify(said));`;

let found: readonly string[];
beforeAll(() => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', LINT], { cwd: root, encoding: 'utf8', input: JSON.stringify(PLANTED.map(([, source]) => source)) });
  if (stdout === '') throw new Error(stderr);
  found = JSON.parse(stdout) as string[];
}, 120_000);

describe('the lint zones', () => {
  it.each(PLANTED.map(([what, , words], index) => [what, words, index] as const))('judge %s', (_what, words, index) => {
    const said = found[index];
    if (words === '') expect(said).toBe('');
    else expect(said).toContain(words);
  });
});
