/** Builds `dist`: what changed since the last build, and nothing else. `--force` builds all of it. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { binary, filesUnder, fingerprint, install, isMain, main, root, run, step } from './tools.mjs';

const dist = join(root, 'dist');

/** Files that the compiler leaves behind and the programs read beside themselves. */
const CARRIED = new Set(['.sql', '.json', '.csv', '.txt', '.typ', '.ttf', '.otf', '.html']);

const server = {
  title: 'Building the application',
  mark: join(dist, '.server.mark'),
  inputs: () =>
    filesUnder([
      'apps/api', 'apps/worker', 'apps/cli', 'libs', 'migrations',
      'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json',
    ]).filter((file) => !file.endsWith('.spec.ts')),
  async build(files, before) {
    // What a deleted or renamed source left in dist would still be found there.
    if (before?.files !== files.join('\n')) {
      for (const name of ['apps', 'libs', 'migrations', '.tsbuildinfo']) rmSync(join(dist, name), { recursive: true, force: true });
    }
    const { code, output } = await run(process.execPath, [binary('@nestjs/cli/bin/nest.js'), 'build'], { quiet: true });
    if (code !== 0) throw new Error(`${output}\nThe application does not compile.`);
    for (const file of files) {
      if (!CARRIED.has(extname(file)) || !/^(apps|libs|migrations)\//.test(file)) continue;
      mkdirSync(dirname(join(dist, file)), { recursive: true });
      cpSync(join(root, file), join(dist, file));
    }
  },
};

/** Of the rooms the screens read the kernel, and the rules and descriptions of a domain. */
const SHARED_WITH_THE_SCREENS = /^(apps\/web\/|libs\/kernel\/|libs\/[^/]+\/src\/domain\/|package-lock)/;

const web = {
  title: 'Building the screens',
  mark: join(dist, '.web.mark'),
  inputs: () => filesUnder(['apps/web', 'libs', 'package-lock.json']).filter((file) => !/\.(spec|test)\.tsx?$/.test(file) && SHARED_WITH_THE_SCREENS.test(file)),
  async build() {
    if (!existsSync(join(root, 'apps/web/vite.config.mts'))) return;
    const words = [binary('vite/bin/vite.js'), 'build', '--config', 'apps/web/vite.config.mts', '--logLevel', 'warn'];
    const { code, output } = await run(process.execPath, words, { quiet: true });
    if (code !== 0) throw new Error(`${output}\nThe screens do not build.`);
  },
};

function readMark(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

async function buildPart(part, force) {
  const files = part.inputs();
  const print = fingerprint(files);
  const before = force ? undefined : readMark(part.mark);
  if (before?.print === print) return;
  await step(part.title, async () => {
    mkdirSync(dist, { recursive: true });
    rmSync(part.mark, { force: true });
    await part.build(files, before);
    writeFileSync(part.mark, JSON.stringify({ print, files: files.join('\n') }));
  });
}

/** @throws with the compiler's words. */
export async function build({ force = false } = {}) {
  // Both end before an error is passed on: a compiler must not go on writing while something else already runs.
  const results = await Promise.allSettled([buildPart(server, force), buildPart(web, force)]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Writes the types of the HTTP interface for the screens, from the interface that the built application describes. */
async function generateClient() {
  const description = join(dist, 'openapi.json');
  const { code, output } = await run(process.execPath, [join(dist, 'apps/cli/src/main.js'), 'openapi', description], { quiet: true });
  if (code !== 0) throw new Error(`${output}\nThe application does not describe its interface.`);
  const words = [binary('openapi-typescript/bin/cli.js'), description, '--output', 'apps/web/src/lib/api.generated.ts'];
  if ((await run(process.execPath, words)).code !== 0) throw new Error('The types of the interface cannot be written.');
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await install();
    await build({ force: process.argv.includes('--force') });
    if (process.argv.includes('--client')) {
      await generateClient();
      await build();
    }
  });
}
