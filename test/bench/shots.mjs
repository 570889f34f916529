/** Many requests over a fixed number of kept connections. Bare sockets: the two cores belong to what is measured. */
import { connect } from 'node:net';

/** One request at a time over one connection that stays open. */
class Connection {
  #socket;
  #waiting;
  #received = Buffer.alloc(0);

  static open(port) {
    return new Promise((resolve, reject) => {
      const made = new Connection();
      made.#socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(made));
      made.#socket.on('error', (error) => (made.#waiting ? made.#waiting.reject(error) : reject(error)));
      made.#socket.on('data', (piece) => made.#take(piece));
      made.#socket.on('close', () => made.#waiting?.reject(new Error('The connection was closed')));
    });
  }

  /** @returns {Promise<{ status: number, bytes: number, body: string | undefined }>} the body of failures only, and of answers that are asked for. */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #take(piece) {
    this.#received = this.#received.length === 0 ? piece : Buffer.concat([this.#received, piece]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (Number.isNaN(length)) return this.#waiting.reject(new Error(`No content-length: ${head}`));
    if (this.#received.length < end + 4 + length) return;
    const status = Number(head.slice(9, 12));
    const body = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = Buffer.alloc(0);
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    resolve({ status, bytes: length, body });
  }
}

/** @param {{ method: string, path: string, headers: Record<string, string>, body?: object }} request */
export function requestText({ method, path, headers, body }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${text}`;
}

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
      if (answer.status < 200 || answer.status > 299) throw new Error(`Answered ${answer.status}: ${answer.body}`);
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

export const median = (values) => percentile(values, 0.5);

export function percentile(values, share) {
  const order = [...values].sort((one, other) => one - other);
  return order[Math.min(order.length - 1, Math.floor(order.length * share))] ?? Number.NaN;
}
