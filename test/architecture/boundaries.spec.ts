import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { roomsOf } from './rooms';

// Real: dependency-cruiser with the rules that `boundaries.mjs` generates, on the tree, and on small houses, one of them with a violation of each kind.
const root = resolve(__dirname, '../..');
const config = 'test/architecture/dependency-cruiser.config.mjs';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: string;
}

function cruise(folder: string): readonly Violation[] {
  const words = [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', config, '--output-type', 'json', 'libs', 'apps', 'migrations'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status === null || stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}

const houses: string[] = [];
afterAll(() => houses.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A small house with the real rules and these files. */
function houseWith(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(root, '.data'), { recursive: true });
  const folder = mkdtempSync(join(root, '.data', 'planted-'));
  houses.push(folder);
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
    expect(cruise(root)).toEqual([]);
  });

  it('has every folder of libs in its array', () => {
    const rooms = roomsOf(root);
    expect(rooms.length).toBeGreaterThan(20);
    expect(readdirSync(join(root, 'libs')).filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it('says nothing of a house in which nothing is wrong', () => {
    expect(cruise(houseWith({ 'libs/clients/src/index.ts': "export { b } from '@madoguchi/kernel/records';\n", 'libs/kernel/src/domain/records.ts': 'export const b = 1;\n' }))).toEqual([]);
  });

  it('refuses each of these, and nothing beside it', () => {
    const wrong: readonly [string, string, string, string][] = [
      ['an import against the order', 'libs/kernel/src/b.ts', "import { clients } from '@madoguchi/clients';\nexport const b = clients;\n", 'order-kernel → libs/clients/src/index.ts'],
      ['a type import against the order', 'libs/kernel/src/c.ts', "import type { clients } from '@madoguchi/clients';\nexport type C = typeof clients;\n", 'order-kernel → libs/clients/src/index.ts'],
      ['a deep import', 'libs/clients/src/deep.ts', "export { a } from '../../kernel/src/domain/a';\n", 'front-door → libs/kernel/src/domain/a.ts'],
      ['a deep import of an application', 'apps/api/src/deep.ts', "import '../../../libs/kernel/src/domain/a';\n", 'front-door-apps → libs/kernel/src/domain/a.ts'],
      ['a cycle', 'libs/clients/src/about.ts', "import './round';\n", 'no-cycle → libs/clients/src/round.ts'],
      ['a rule that looks at rows', 'libs/clients/src/domain/c.ts', "export { row } from '../persistence/row';\n", 'domain-sees-kernel-only → libs/clients/src/persistence/row.ts'],
      ['a controller that looks at rows', 'libs/clients/src/http/c.ts', "export { row } from '../persistence/row';\n", 'edge-sees-no-persistence → libs/clients/src/persistence/row.ts'],
      ['a use case that looks at the edge', 'libs/clients/src/application/c.ts', "import type { dto } from '../http/dto';\nexport type C = typeof dto;\n", 'application-sees-no-edge → libs/clients/src/http/dto.ts'],
      ['the descriptions of a later room', 'libs/kernel/src/domain/d.ts', "export { b } from '@madoguchi/consents/records';\n", 'order-kernel → libs/consents/src/domain/records.ts'],
      ['a description that knows more than the kernel', 'libs/clients/src/domain/records.ts', "export { row } from '../persistence/row';\n", 'domain-sees-kernel-only → libs/clients/src/persistence/row.ts'],
      ['a room that knows an application', 'libs/clients/src/run.ts', "export { run } from '../../../migrations/run';\n", 'no-application → migrations/run.ts'],
    ];
    const beside = { 'libs/clients/src/round.ts': "import './about';\n", 'libs/clients/src/http/dto.ts': 'export const dto = 1;\n', 'libs/consents/src/domain/records.ts': 'export const b = 1;\n' };
    const found = cruise(houseWith({ ...beside, ...Object.fromEntries(wrong.map(([, path, text]) => [path, text])) }));
    const expected = wrong.map(([what, path, , rule]) => [what, path, rule]);
    const named = (path: string): string => wrong.find(([, wrongPath]) => wrongPath === path)?.[0] ?? 'nobody planted this';
    const byPath = (one: readonly string[], other: readonly string[]): number => one.join().localeCompare(other.join());
    expect(found.map(({ from, rule, to }) => [named(from), from, `${rule} → ${to}`]).sort(byPath)).toEqual(expected.sort(byPath));
  });
});
