import { createServer } from 'node:net';

/**
 * Whether a server could listen there now; without a host, on all addresses of the machine.
 * Another process may still be faster: callers retry when it was.
 */
export function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The first free port, counting up from the wanted one.
 * @throws when none of the next 200 is free.
 */
export async function findFreePort(wanted: number, host?: string): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`No free port between ${wanted} and ${Math.min(wanted + 199, 65_535)}.`);
}
