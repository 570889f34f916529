import { randomUUID } from 'node:crypto';

export interface ApiAnswer {
  readonly status: number;
  // Bodies are read by tests that know their shape.
  readonly body: Readonly<Record<string, never>>;
  readonly headers: Headers;
}

/** One signed-in browser as far as HTTP goes: its cookie and the assignment it acts under. */
export class ApiSession {
  private constructor(
    readonly baseUrl: string,
    readonly cookie: string,
    readonly assignment: string,
  ) {}

  static async signIn(baseUrl: string, login: string, password: string, assignment: string): Promise<ApiSession> {
    const response = await fetch(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (response.status !== 200) throw new Error(`Sign-in of ${login} answered ${response.status}: ${await response.text()}`);
    return new ApiSession(baseUrl, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', assignment);
  }

  /** The same browser, acting under another assignment. */
  as(assignment: string): ApiSession {
    return new ApiSession(this.baseUrl, this.cookie, assignment);
  }

  get(path: string): Promise<ApiAnswer> {
    return this.send('GET', path);
  }

  post(path: string, body: object = {}, key: string = randomUUID()): Promise<ApiAnswer> {
    return this.send('POST', path, body, key);
  }

  put(path: string, body: object, key: string = randomUUID()): Promise<ApiAnswer> {
    return this.send('PUT', path, body, key);
  }

  delete(path: string): Promise<ApiAnswer> {
    return this.send('DELETE', path, undefined, randomUUID());
  }

  async send(method: string, path: string, body?: object | string, key?: string): Promise<ApiAnswer> {
    const response = await fetch(`${this.baseUrl}/api${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-assignment': this.assignment,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: (json && text !== '' ? JSON.parse(text) : {}) as ApiAnswer['body'], headers: response.headers };
  }
}
