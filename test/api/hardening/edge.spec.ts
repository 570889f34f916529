import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import { startTestApp, type TestApp } from '../../support/app';
import type { ApiSession } from '../../support/api-session';
import { eventually } from '../../support/eventually';

// Real: HTTP over loopback, written as no browser writes it, and the composed application with screens of its own.
let t: TestApp;
let cw1: ApiSession;
let webRoot: string;
beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'madoguchi-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>窓口</title>');
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');
  writeFileSync(join(webRoot, 'assets', 'main-AbC123.js'), 'void 0;');
  t = await startTestApp({ webRoot });
  cw1 = await t.signIn('cw1');
});
afterAll(async () => {
  await t.stop();
  rmSync(webRoot, { recursive: true, force: true });
});

interface Said {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly code: string | undefined;
}

/** Sends what it is told, and the address as it is spelt. */
function say(method: string, path: string, options: { readonly headers?: Record<string, string>; readonly body?: string | Buffer; readonly chunked?: boolean } = {}): Promise<Said> {
  const { body = '', chunked = false } = options;
  const headers = { ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(Buffer.byteLength(body)) }), ...options.headers };
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(t.baseUrl);
    const sent = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      text(answer).then((said) => resolve({ status: answer.statusCode, headers: answer.headers, text: said, code: /"code":"(\w+)"/.exec(said)?.[1] }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const who = () => ({ cookie: cw1.cookie, 'x-assignment': cw1.assignment });
const json = { 'content-type': 'application/json' };
const search = { body: JSON.stringify({ text: 'ヤマ' }) };

describe('a page of another site', () => {
  it.each([
    ['as the screens spell it', '/api/clients/search'],
    ['in capital letters', '/API/Clients/Search'],
    ['with a letter written by its number', '/%61pi/clients/search'],
    ['with a slash behind it', '/api/clients/search/'],
    ['with the host in it', 'http://elsewhere.example/api/clients/search'],
  ])('gives no command to an address %s', async (_how, path) => {
    expect(await say('POST', path, { ...search, headers: { ...who(), ...json, origin: 'http://elsewhere.example' } })).toMatchObject({ status: 403, code: 'foreign_origin' });
    expect(await say('POST', path, { ...search, headers: { ...who(), ...json, 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403, code: 'foreign_origin' });
    expect((await say('POST', path, { ...search, headers: { ...who(), ...json } })).status).toBe(200);
  });

  it.each(['application/json; charset=utf-7', 'application/json;charset="shift_jis"', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/pdf', undefined])('sends no form: %s', async (type) => {
    for (const chunked of [false, true]) {
      const headers = { ...who(), ...(type === undefined ? {} : { 'content-type': type }) };
      expect(await say('POST', '/api/clients/search', { ...search, chunked, headers })).toMatchObject({ status: 415, code: 'wrong_type' });
    }
  });
});

describe('a body', () => {
  it('may be missing, whatever its type is said to be', async () => {
    for (const type of ['text/plain', 'application/json']) expect((await say('DELETE', '/api/session', { headers: { 'content-type': type } })).status).toBe(204);
  });

  it('is read in pieces as it is read at once', async () => {
    expect((await say('POST', '/api/clients/search', { ...search, chunked: true, headers: { ...who(), ...json } })).status).toBe(200);
  });

  it.each([
    ['cut off', Buffer.from('{"text":"ヤ'), 422],
    ['in another character set', Buffer.from([0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22, 0x3a, 0x22, 0x83, 0x84, 0x22, 0x7d]), 422],
    ['larger than any', Buffer.alloc(256 * 1024 + 1, ' '), 413],
  ])('that is %s is refused', async (_how, body, status) => {
    for (const chunked of [false, true]) expect((await say('POST', '/api/clients/search', { body, chunked, headers: { ...who(), ...json } })).status).toBe(status);
  });

  it('changes nothing beyond itself', async () => {
    for (const body of ['{"__proto__":{"text":"ヤマ"}}', '{"constructor":{"prototype":{"text":"ヤマ"}}}', '{"text":"ヤマ","__proto__":{"planted":1}}']) {
      await say('POST', '/api/clients/search', { body, headers: { ...who(), ...json } });
    }
    expect(({} as { readonly text?: unknown; readonly planted?: unknown }).text).toBeUndefined();
    expect(({} as { readonly text?: unknown; readonly planted?: unknown }).planted).toBeUndefined();
  });
});

describe('an address', () => {
  it.each(['/api/health/live', '/api/health/live/', '/API/health/LIVE'])('is found as %s', async (path) => {
    expect((await say('GET', path)).text).toBe('{"status":"ok"}');
    expect(await say('HEAD', path)).toMatchObject({ status: 200, text: '', headers: { 'content-length': '15' } });
  });

  it.each([
    ['/api/nowhere', 404, 'not_found'],
    ['/api', 404, 'not_found'],
    ['/%61pi/nowhere', 404, 'not_found'],
    ['/api//health/live', 404, 'not_found'],
    ['/assets/main-other.js', 404, 'not_found'],
    ['/assets/../index.html', 404, 'not_found'],
    ['/api/clients/%E0%A4%A', 422, 'malformed'],
    [`/api/clients/${'x'.repeat(120)}`, 404, 'not_found'],
    ['/api/clients/', 404, 'not_found'],
  ])('that leads nowhere is a problem with the headers of every answer: %s', async (path, status, code) => {
    const answer = await say('GET', path, { headers: who() });
    expect(answer).toMatchObject({ status, code, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' } });
    expect(answer.text).toContain(`"requestId":"${String(answer.headers['x-request-id'])}"`);
  });
});

describe('the screens', () => {
  it('keep a hashed file for a year, and no page', async () => {
    expect(await say('GET', '/assets/main-AbC123.js')).toMatchObject({ status: 200, text: 'void 0;', headers: { 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8' } });
    expect(await say('GET', '/favicon.svg')).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=0', 'content-type': 'image/svg+xml' } });
    for (const path of ['/', '/index.html', '/clients/1', '/apis', '/clients?text=1']) {
      expect(await say('GET', path)).toMatchObject({ status: 200, text: '<!doctype html><title>窓口</title>', headers: { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' } });
    }
  });

  it('are only looked at', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await say(method, '/')).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('a download', () => {
  it('that breaks off does not end like a whole one', async () => {
    const ctx = t.ctx('navi1', 'report');
    const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
    await t.app.get(WriteExport, { strict: false }).run(ctx, id);
    const reads = t.app.get(ReadExports, { strict: false });
    const spy = jest.spyOn(reads, 'chunk').mockResolvedValueOnce(Buffer.from('half')).mockRejectedValueOnce(new Error('closed'));
    const navi1 = await t.signIn('navi1');
    await expect(say('GET', `/api/exports/${id}/file`, { headers: { cookie: navi1.cookie, 'x-assignment': navi1.assignment } })).rejects.toThrow('aborted');
    spy.mockRestore();
  });
});

describe('the end of the process', () => {
  it('waits for the answer that is being made', async () => {
    const last = await startTestApp();
    const session = await last.signIn('cw1');
    await last.owner.query('begin');
    await last.owner.query('lock table follow_up in access exclusive mode');
    const answer = session.get('/follow-ups?view=office');
    await eventually(async () => {
      const { rowCount } = await last.owner.query("select 1 from pg_locks where relation = 'follow_up'::regclass and not granted");
      return rowCount === 0 ? undefined : true;
    });
    const closing = last.app.close();
    await last.owner.query('commit');
    expect((await answer).status).toBe(200);
    await closing;
    await last.owner.end();
    await last.database.drop();
  }, 60_000);
});
