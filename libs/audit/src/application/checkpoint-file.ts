import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Checkpoint } from '../domain/checkpoint';

const TAIL_BYTES = 1 << 20;

/**
 * The folder outside the database: the signing key (readable by its owner only), the public key and the checkpoints, a
 * line each. A second organisation keeps copies of the last two, or the printed fingerprint.
 */
export class CheckpointFile {
  private constructor(private readonly folder: string) {}

  static open(folder: string): CheckpointFile {
    return new CheckpointFile(folder);
  }

  /** Made with its public half on first use. */
  signingKey(): KeyObject {
    if (!existsSync(this.privateKeyPath)) {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      writeFileSync(this.publicKeyPath, publicKey.export({ type: 'spki', format: 'pem' }));
      writeFileSync(this.privateKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    }
    return createPrivateKey(readFileSync(this.privateKeyPath));
  }

  /** Absent where the folder has none, or something else in its place. */
  publicKey(): KeyObject | undefined {
    try {
      return createPublicKey(readFileSync(this.publicKeyPath));
    } catch {
      return undefined;
    }
  }

  /** The newest whole line; a line that a crash cut short was never acknowledged and is passed over. */
  last(): Checkpoint | undefined {
    if (!existsSync(this.path)) return undefined;
    const handle = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(handle);
      for (let bytes = TAIL_BYTES; ; bytes *= 4) {
        const length = Math.min(bytes, size);
        const buffer = Buffer.alloc(length);
        readSync(handle, buffer, 0, length, size - length);
        const lines = buffer.toString('utf8').split('\n').slice(0, -1);
        const line = length === size || lines.length > 1 ? lines.at(-1) : undefined;
        if (line !== undefined) return JSON.parse(line) as Checkpoint;
        if (length === size) return undefined;
      }
    } finally {
      closeSync(handle);
    }
  }

  /** On disk before it returns. */
  append(checkpoint: Checkpoint): void {
    const handle = openSync(this.path, 'a', 0o644);
    try {
      const { size } = fstatSync(handle);
      const torn = size > 0 && !this.endsWithNewline(size);
      writeSync(handle, `${torn ? '\n' : ''}${JSON.stringify(checkpoint)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  async *all(): AsyncGenerator<Checkpoint> {
    if (!existsSync(this.path)) return;
    for await (const line of createInterface({ input: createReadStream(this.path, 'utf8'), crlfDelay: Infinity })) {
      const checkpoint = parse(line);
      if (checkpoint) yield checkpoint;
    }
  }

  private endsWithNewline(size: number): boolean {
    const handle = openSync(this.path, 'r');
    try {
      const last = Buffer.alloc(1);
      readSync(handle, last, 0, 1, size - 1);
      return last[0] === 0x0a;
    } finally {
      closeSync(handle);
    }
  }

  private get path(): string {
    return join(this.folder, 'checkpoints.jsonl');
  }

  private get privateKeyPath(): string {
    return join(this.folder, 'signing-key.pem');
  }

  private get publicKeyPath(): string {
    return join(this.folder, 'public-key.pem');
  }
}

/** A torn line is no checkpoint; the numbers of the others show whether one is missing. */
function parse(line: string): Checkpoint | undefined {
  try {
    return JSON.parse(line) as Checkpoint;
  } catch {
    return undefined;
  }
}
