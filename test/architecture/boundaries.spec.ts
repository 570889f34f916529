import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { roomsOf } from './rooms';

// Real: dependency-cruiser with the rules that `boundaries.mjs` generates, on the tree, and on copies with one planted violation.
const root = resolve(__dirname, '../..');
const config = 'test/architecture/dependency-cruiser.config.mjs';

function cruise(folder: string): string {
  try {
    const words = [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', config, 'libs', 'apps', 'migrations'];
    execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

/** A small house with the real rules, in which a single file is wrong. */
function houseWith(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(root, '.data'), { recursive: true });
  const folder = mkdtempSync(join(root, '.data', 'planted-'));
  for (const path of ['boundaries.mjs', 'tsconfig.json', config]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const house: Readonly<Record<string, string>> = {
    'libs/kernel/src/index.ts': "export * from './domain/a';\n",
    'libs/kernel/src/domain/a.ts': 'export const a = 1;\n',
    'libs/clients/src/index.ts': "export const clients = 1;\n",
    'libs/clients/src/persistence/row.ts': 'export const row = 1;\n',
    'apps/api/src/main.ts': "import '@madoguchi/clients';\n",
    'migrations/run.ts': 'export const run = 1;\n',
    ...files,
  };
  for (const [path, text] of Object.entries(house)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('the order of the rooms', () => {
  it('holds in the whole tree', () => {
    expect(cruise(root)).toBe('');
  });

  it('has every folder of libs in its array', () => {
    const rooms = roomsOf(root);
    expect(rooms.length).toBeGreaterThan(20);
    expect(readdirSync(join(root, 'libs')).filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it.each([
    ['nothing wrong', {}, ''],
    ['an import against the order', { 'libs/kernel/src/domain/a.ts': "import { clients } from '@madoguchi/clients';\nexport const a = clients;\n" }, 'order-kernel'],
    ['a type import against the order', { 'libs/kernel/src/domain/a.ts': "import type { clients } from '@madoguchi/clients';\nexport type A = typeof clients;\n" }, 'order-kernel'],
    ['a deep import', { 'libs/clients/src/index.ts': "export { a } from '../../kernel/src/domain/a';\n" }, 'front-door'],
    ['a deep import of an application', { 'apps/api/src/main.ts': "import '../../../libs/kernel/src/domain/a';\n" }, 'front-door-apps'],
    ['a cycle', { 'libs/clients/src/index.ts': "export * from './b';\n", 'libs/clients/src/b.ts': "import './index';\nexport const b = 1;\n" }, 'no-cycle'],
    ['a rule that looks at rows', { 'libs/clients/src/domain/c.ts': "export { row } from '../persistence/row';\n" }, 'domain-sees-kernel-only'],
    ['a controller that looks at rows', { 'libs/clients/src/http/c.ts': "export { row } from '../persistence/row';\n" }, 'edge-sees-no-persistence'],
    ['a use case that looks at the edge', { 'libs/clients/src/application/c.ts': "import type { dto } from '../http/dto';\nexport type C = typeof dto;\n", 'libs/clients/src/http/dto.ts': 'export const dto = 1;\n' }, 'application-sees-no-edge'],
    ['nothing wrong with the descriptions of an earlier room', { 'libs/kernel/src/domain/records.ts': 'export const b = 1;\n', 'libs/clients/src/index.ts': "export { b } from '@madoguchi/kernel/records';\n" }, ''],
    ['the descriptions of a later room', { 'libs/clients/src/domain/records.ts': 'export const b = 1;\n', 'libs/kernel/src/domain/a.ts': "export { b } from '@madoguchi/clients/records';\n" }, 'order-kernel'],
    ['a description that knows more than the kernel', { 'libs/clients/src/domain/records.ts': "export { row } from '../persistence/row';\n" }, 'domain-sees-kernel-only'],
    ['a room that knows an application', { 'libs/clients/src/index.ts': "export { run } from '../../../migrations/run';\n" }, 'no-application'],
  ])('refuses %s', (_what, files, rule) => {
    const folder = houseWith(files);
    try {
      const found = cruise(folder);
      if (rule === '') expect(found).toBe('');
      else expect(found).toContain(rule);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
