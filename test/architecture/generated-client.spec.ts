import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Real: the interface as the built application describes it, and the types that the screens compile against.
const root = resolve(__dirname, '../..');

describe('the screens’ types of the HTTP interface', () => {
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
