/** The closed loop: as many requests as a fixed number of kept connections can have answered, each after the one before. */
import { Connection, requestText, succeeded } from './connection.mjs';

/**
 * Sends requests until the count or the time is reached.
 * @param {{ port: number, connections: number, count: number, milliseconds: number, next: () => Parameters<typeof requestText>[0] }} shot
 * @returns {Promise<{ requests: number, seconds: number, latencies: number[], bytes: number }>} latencies in ms
 * @throws at the first answer that is no success.
 */
export async function shoot({ port, connections, count, milliseconds, next }) {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latencies = [];
  let bytes = 0;
  let left = count;
  const started = performance.now();
  const deadline = started + milliseconds;
  const run = async (connection) => {
    while (left > 0 && performance.now() < deadline) {
      left -= 1;
      const text = requestText(next());
      const from = performance.now();
      const answer = await connection.send(text);
      latencies.push(performance.now() - from);
      if (!succeeded(answer.status)) throw new Error(`Answered ${answer.status}: ${answer.body}`);
      bytes += answer.bytes;
    }
  };
  try {
    await Promise.all(open.map(run));
  } finally {
    for (const connection of open) connection.close();
  }
  return { requests: latencies.length, seconds: (performance.now() - started) / 1_000, latencies, bytes };
}
