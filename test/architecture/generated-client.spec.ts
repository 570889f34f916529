import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Real: the interface as the built application describes it, and the types that the screens compile against.
const root = resolve(__dirname, '../..');

/** Names of classes that describe bodies and answers, as often as they stand in the given files. */
function bodyNames(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/export class (\w+Dto)\b/g)].map((found) => found[1] ?? ''));
}

describe('the screens’ types of the HTTP interface', () => {
  it('are told apart by name: of two classes of one name the description keeps one, and says nothing', () => {
    const files = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.dto.ts'));
    const names = bodyNames(files.map((file) => join(root, 'libs', file)));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('are those of the interface (npm run generate writes them anew)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'madoguchi-openapi-'));
    try {
      const [description, types] = [join(folder, 'openapi.json'), join(folder, 'api.generated.ts')];
      execFileSync(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), 'openapi', description], { stdio: 'pipe' });
      execFileSync(process.execPath, [join(root, 'node_modules/openapi-typescript/bin/cli.js'), description, '--output', types], { stdio: 'pipe' });
      expect(readFileSync(types, 'utf8')).toBe(readFileSync(join(root, 'apps/web/src/lib/api.generated.ts'), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
