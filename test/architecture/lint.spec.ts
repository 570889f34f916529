import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

// Real: eslint with the project's rules on a file that is planted in a room and taken away again.
const root = resolve(__dirname, '../..');

function lint(path: string, source: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '--max-warnings', '0', path], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  } finally {
    rmSync(file, { force: true });
  }
}

describe('the lint zones', () => {
  it.each([
    ['DataSource outside platform', "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n", 'through a Tx only'],
    ['pg outside platform', "import { Client } from 'pg';\nexport const client = Client;\n", 'through a Tx only'],
    ['an import against the order', "import { ExportsModule } from '@madoguchi/exports';\nexport const later = ExportsModule;\n", 'only the rooms before it'],
    ['a deep import', "import { isoDate } from '@madoguchi/kernel/src/iso-date';\nexport const date = isoDate;\n", 'front door'],
    ['any', 'export const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
    ['a floating promise', 'export function forget(): void {\n  Promise.resolve();\n}\n', 'no-floating-promises'],
    ['a rule switched off in a file', '/* eslint-disable */\nexport const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ])('refuse %s', (_what, source, words) => {
    expect(lint('libs/clients/src/planted.ts', source)).toContain(words);
  });
});
