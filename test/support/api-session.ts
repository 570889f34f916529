import { randomUUID } from 'node:crypto';

/** Bodies are read by tests that know their shape; a test that looks at fields names the generated type. */
export interface ApiAnswer<T = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** One signed-in browser as far as HTTP goes: its cookie and the assignment it acts under. */
export class ApiSession {
  private constructor(
    readonly baseUrl: string,
    readonly cookie: string,
    readonly assignment: string,
    private readonly token?: string,
  ) {}

  /** Another system, with its token in place of a cookie. */
  static withToken(baseUrl: string, token: string, assignment: string): ApiSession {
    return new ApiSession(baseUrl, '', assignment, token);
  }

  static async signIn(baseUrl: string, login: string, password: string, assignment: string): Promise<ApiSession> {
    const response = await fetch(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (response.status !== 200) throw new Error(`Sign-in of ${login} answered ${response.status}: ${await response.text()}`);
    return new ApiSession(baseUrl, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', assignment);
  }

  /** Its cookie, for a browser that goes on with this session. */
  signedInCookie(): { readonly name: string; readonly value: string } {
    const at = this.cookie.indexOf('=');
    return { name: this.cookie.slice(0, at), value: this.cookie.slice(at + 1) };
  }

  /** The same browser, acting under another assignment. */
  as(assignment: string): ApiSession {
    return new ApiSession(this.baseUrl, this.cookie, assignment);
  }

  get<T = Readonly<Record<string, unknown>>>(path: string): Promise<ApiAnswer<T>> {
    return this.send('GET', path);
  }

  post<T = Readonly<Record<string, unknown>>>(path: string, body: object = {}, key: string = randomUUID()): Promise<ApiAnswer<T>> {
    return this.send('POST', path, body, key);
  }

  put<T = Readonly<Record<string, unknown>>>(path: string, body: object, key: string = randomUUID()): Promise<ApiAnswer<T>> {
    return this.send('PUT', path, body, key);
  }

  delete(path: string): Promise<ApiAnswer> {
    return this.send('DELETE', path, undefined, randomUUID());
  }

  async send<T = Readonly<Record<string, unknown>>>(method: string, path: string, body?: object | string, key?: string): Promise<ApiAnswer<T>> {
    const response = await fetch(`${this.baseUrl}/api${path}`, {
      method,
      headers: {
        ...(this.token === undefined ? { cookie: this.cookie, 'x-assignment': this.assignment } : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: (json && text !== '' ? JSON.parse(text) : {}) as T, headers: response.headers };
  }
}
