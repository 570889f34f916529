import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWhole, isAlive, markOf, type ProcessMark, readMark, writeFileWhole } from '@madoguchi/platform';
import { npmAbove } from './stop-signals';

/** Who runs this folder, and where it can be reached once it can. */
export interface Holder extends ProcessMark {
  readonly address?: string | undefined;
  /** The processes with whose end it ends: npm, when npm started it. */
  readonly above?: readonly ProcessMark[];
}

const lockFile = (dataDir: string): string => join(dataDir, 'up.lock');

/**
 * Makes this process the one that runs the folder.
 * @returns the living process that already does, or `undefined` when this one now does.
 */
export function takeLock(dataDir: string): Holder | undefined {
  const path = lockFile(dataDir);
  for (;;) {
    if (createWhole(path, JSON.stringify(markOf(process.pid)))) return undefined;
    const holder = readMark<Holder>(path);
    if (holder !== undefined && isAlive(holder)) return holder;
    // Of two starts that find the same dead holder, the slower one may get hold of the faster one's new lock:
    // it looks at what it took, and puts a living one back.
    const aside = `${path}.${process.pid}.old`;
    try {
      renameSync(path, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw error;
    }
    const taken = readMark<Holder>(aside);
    if (taken !== undefined && isAlive(taken)) linkSync(aside, path);
    rmSync(aside, { force: true });
  }
}

/** Tells other starts where this process can be reached; without an address, that it no longer can. */
export function tellAddress(dataDir: string, address: string | undefined): void {
  const holder: Holder = { ...markOf(process.pid), address, above: npmAbove() };
  writeFileWhole(lockFile(dataDir), JSON.stringify(holder));
}

/** Where the holder of the folder serves; `undefined` while it is starting, and once it is stopping or about to. */
export function addressOf(dataDir: string, holder: Holder): string | undefined {
  const current = readMark<Holder>(lockFile(dataDir));
  if (current?.pid !== holder.pid || current.above?.some((mark) => !isAlive(mark))) return undefined;
  return current.address;
}

export function releaseLock(dataDir: string): void {
  try {
    if ((JSON.parse(readFileSync(lockFile(dataDir), 'utf8')) as Holder).pid !== process.pid) return;
  } catch {
    return;
  }
  rmSync(lockFile(dataDir), { force: true });
}
