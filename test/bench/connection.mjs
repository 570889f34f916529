/** HTTP over bare sockets, as little of it as the benches need: the two cores belong to what is measured. */
import { connect } from 'node:net';

/** One request at a time over one connection that stays open. */
export class Connection {
  #socket;
  #waiting;
  #received = Buffer.alloc(0);

  /** @returns {Promise<Connection>} */
  static open(port) {
    return new Promise((resolve, reject) => {
      const made = new Connection();
      made.#socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(made));
      made.#socket.on('error', (error) => (made.#waiting ? made.#waiting.reject(error) : reject(error)));
      made.#socket.on('data', (piece) => made.#take(piece));
      made.#socket.on('close', () => made.#waiting?.reject(new Error('The connection was closed')));
    });
  }

  get closed() {
    return this.#socket.destroyed || this.#socket.readableEnded;
  }

  /** @returns {Promise<{ status: number, bytes: number, body: string | undefined }>} the body of failures only. */
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
    const body = succeeded(status) ? undefined : this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = Buffer.alloc(0);
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    resolve({ status, bytes: length, body });
  }
}

export const succeeded = (status) => status >= 200 && status <= 299;

/** @param {{ method: string, path: string, headers: Record<string, string>, body?: object }} request */
export function requestText({ method, path, headers, body }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${text}`;
}
