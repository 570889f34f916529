import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Real: eslint with the project's rules on files that are planted in a room and taken away again.
const root = resolve(__dirname, '../..');

const PLANTED = [
  ['DataSource outside platform', "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n", 'through a Tx only'],
  ['pg outside platform', "import { Client } from 'pg';\nexport const client = Client;\n", 'through a Tx only'],
  ['an import against the order', "import { ExportsModule } from '@madoguchi/exports';\nexport const later = ExportsModule;\n", 'only the rooms before it'],
  ['a deep import', "import { isoDate } from '@madoguchi/kernel/src/iso-date';\nexport const date = isoDate;\n", 'front door'],
  ['any', 'export const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ['a floating promise', 'export function forget(): void {\n  Promise.resolve();\n}\n', 'no-floating-promises'],
  ['a rule switched off in a file', '/* eslint-disable */\nexport const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ['nothing wrong', 'export const fine = 1;\n', ''],
] as const;

const pathOf = (index: number): string => join(root, `libs/clients/src/planted-${index}.ts`);

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[];
}

let found: ReadonlyMap<string, string>;
/** One run over all of them: what takes long is to read the types of the house. */
beforeAll(() => {
  const paths = PLANTED.map((_, index) => pathOf(index));
  try {
    for (const [index, [, source]] of PLANTED.entries()) writeFileSync(pathOf(index), source);
    const words = [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', '--max-warnings', '0', ...paths];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    expect(status).toBe(1);
    found = new Map((JSON.parse(stdout) as Linted[]).map(({ filePath, messages }) => [filePath, messages.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n')]));
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}, 120_000);

describe('the lint zones', () => {
  it.each(PLANTED.map(([what, , words], index) => [what, words, index] as const))('judge %s', (_what, words, index) => {
    const said = found.get(pathOf(index));
    if (words === '') expect(said).toBe('');
    else expect(said).toContain(words);
  });
});
