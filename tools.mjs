/** What the root scripts share. Only what Node brings: it runs before any package is installed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(fileURLToPath(import.meta.url));

/** The first version that loads the ES modules of NestJS from CommonJS without a flag. */
const FIRST_NODE = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > FIRST_NODE[0] || (major === FIRST_NODE[0] && minor >= FIRST_NODE[1])) return;
  throw new Error(`Madoguchi needs Node ${FIRST_NODE.join('.')} or later; this is ${process.versions.node}.`);
}

/**
 * Runs a program in the root folder to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, onChild?: (child: import('node:child_process').ChildProcess) => void }} [options]
 *   quiet: its output is not shown but returned
 * @returns {Promise<{ code: number, output: string }>} a program that a signal ended has code 1
 */
export function run(command, args, { quiet = false, env = process.env, onChild } = {}) {
  const [out, err] = quiet ? ['pipe', 'pipe'] : ['inherit', 'inherit'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', out, err] });
    onChild?.(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Says what is being done, every ten seconds that it still is, and how long it took. */
export async function step(title, work) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${title} …`);
  const pulse = setInterval(() => console.log(`      still at it after ${seconds()} s`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    console.log(`      ${seconds()} s`);
  }
}

/** Whether the installed packages are those of the lock file. npm writes its own list last, so half an install has none. */
function isInstalled() {
  const modules = join(root, 'node_modules');
  const list = join(modules, '.package-lock.json');
  if (!existsSync(list)) return false;
  if (lstatSync(modules).isSymbolicLink()) return true;
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = read(list);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    // Packages for other platforms are optional and absent.
    ([path, wanted]) => path === '' || (installed[path] ? installed[path].version === wanted.version : wanted.optional),
  );
}

/** Installs exactly the packages of the lock file, unless they are there. */
export async function install() {
  if (isInstalled()) return;
  await step('Installing packages (npm ci)', async () => {
    const { code } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new Error('npm ci failed.');
  });
}

/** Under npm, the same npm; its path is a script. Options as of `run`. */
export function npm(words, options) {
  const same = process.env['npm_execpath'];
  return same?.endsWith('.js') ? run(process.execPath, [same, ...words], options) : run('npm', words, options);
}

/** Every file under the paths (files or folders of the root), sorted, relative to the root. */
export function filesUnder(paths) {
  const found = [];
  const walk = (path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(path)) walk(join(path, name));
    else if (stat?.isFile()) found.push(relative(root, path));
  };
  for (const path of paths) walk(join(root, path));
  return found.sort();
}

/** A hash over names and contents. */
export function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0');
  return hash.digest('hex');
}

/** The script of an installed package, for running it with this Node and no shell. */
export const binary = (path) => join(root, 'node_modules', path);

/** Runs the main function of a root script: an error is said in one line, and makes the exit code 1. */
export async function main(work) {
  try {
    requireNode();
    await work();
  } catch (error) {
    console.error(process.env['DEBUG'] ? error : error.message);
    process.exitCode = 1;
  }
}

/** Whether the file is what `node` was started with, and not imported by another script. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
