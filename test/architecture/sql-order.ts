import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { roomsOf } from './rooms';

/**
 * The order of the rooms as the database has it. Who acts, what codes mean and what a transaction leaves behind are asked by
 * every policy, so reference and identity stand first there; from access on it is the order of the code.
 */
const FIRST = ['reference', 'identity', 'platform', 'audit'];
const ORDER = [...FIRST, ...roomsOf(resolve(__dirname, '../..')).filter((room) => !FIRST.includes(room))];
/** Unites what the rooms offer to the gate: the one place that may look at all of them. */
const UNITES = 'access-derivation';

/** Which room a table or a view belongs to: the one in whose file it is created. */
export function roomOfRelations(root: string): ReadonlyMap<string, string> {
  const rooms = new Map<string, string>();
  for (const { room, text } of definitions(root)) {
    for (const [, name = ''] of text.matchAll(/create (?:table|view) (\w+)/g)) rooms.set(name, room);
  }
  return rooms;
}

/** @returns one line for each place in which a room's SQL reads or writes a relation of a later room. */
export function backwardReads(room: string, text: string, roomOf: ReadonlyMap<string, string>): readonly string[] {
  if (room === UNITES) return [];
  const found = new Set<string>();
  for (const [, name = ''] of withoutComments(text).matchAll(/\b(?:from|join|into|update|, lateral)\s+([a-z_]+)/g)) {
    const other = roomOf.get(name);
    if (other !== undefined && ORDER.indexOf(other) > ORDER.indexOf(room)) found.add(`${room} reads ${name} of ${other}`);
  }
  return [...found];
}

export function allBackwardReads(root: string): readonly string[] {
  const roomOf = roomOfRelations(root);
  return [...definitions(root), ...roomCode(root)].flatMap(({ room, text, file }) => backwardReads(room, text, roomOf).map((problem) => `${file}: ${problem}`));
}

interface Source {
  readonly room: string;
  readonly file: string;
  readonly text: string;
}

function definitions(root: string): readonly Source[] {
  const schema = readdirSync(join(root, 'migrations/schema')).filter((file) => !['index.ts', 'step.ts'].includes(file));
  const standing = readdirSync(join(root, 'migrations/standing'), { withFileTypes: true }).filter((one) => one.isDirectory());
  return [
    ...schema.map((file) => source(root, roomOfStep(file.replace('.ts', '')), `migrations/schema/${file}`)),
    ...standing.flatMap(({ name: room }) =>
      readdirSync(join(root, 'migrations/standing', room)).map((file) => source(root, room, `migrations/standing/${room}/${file}`)),
    ),
  ];
}

/** A room's later steps have files of their own, which begin with its name. */
function roomOfStep(file: string): string {
  return ORDER.find((room) => file === room) ?? ORDER.find((room) => file.startsWith(`${room}-`)) ?? file;
}

/** What the rooms themselves ask; a word of a sentence that looks like a table is none, because tables have names of their own. */
function roomCode(root: string): readonly Source[] {
  return roomsOf(root).flatMap((room) => {
    const folder = join(root, 'libs', room, 'src');
    const files = exists(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    return files.filter((file) => /\.ts$/.test(file) && !/\.(spec|d)\.ts$/.test(file)).map((file) => source(root, room, `libs/${room}/src/${file}`));
  });
}

function exists(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

function source(root: string, room: string, file: string): Source {
  return { room, file, text: readFileSync(join(root, file), 'utf8') };
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/\/\/[^\n]*/g, '').replaceAll(/-- [^\n]*/g, '');
}
