import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, openSource, readSettings } from '@madoguchi/platform';
import { createApp } from '../../../apps/api/src/create-app';
import { assignmentId, DEMO_PASSWORD } from '../../../apps/cli/src/demo/organisations';
import { seedIfEmpty } from '../../../apps/cli/src/steps';
import { startTestApp, type TestApp } from '../../support/app';
import { createTestDatabase } from '../../support/database';

// Real: the settings as a process reads them, the composed api behind a TLS proxy in production mode, roles of a PostgreSQL server.
const addressOf = (role: string): string => `postgres://madoguchi_${role}:x@127.0.0.1:1/madoguchi`;
const PRODUCTION = {
  NODE_ENV: 'production',
  BEHIND_TLS_PROXY: 'true',
  SESSION_SECRET: 's'.repeat(32),
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64url'),
  DATABASE_URL_APP: addressOf('app'),
  DATABASE_URL_WORKER: addressOf('worker'),
  DATABASE_URL_COUNTER: addressOf('counter'),
  DATABASE_URL_QUEUE: addressOf('queue'),
} as const;

describe('the settings of a production process', () => {
  it('are read where everything is set', () => {
    expect(readSettings(PRODUCTION)).toMatchObject({ production: true, behindProxy: true, sessionSecret: PRODUCTION.SESSION_SECRET, auditDir: undefined });
  });

  it.each([
    ['SESSION_SECRET', undefined],
    ['SESSION_SECRET', 'short'],
    ['MASTER_KEY', undefined],
    ['MASTER_KEY', 'AAAA'],
    ['BEHIND_TLS_PROXY', undefined],
    ['BEHIND_TLS_PROXY', 'yes'],
    ['MADOGUCHI_CLOCK', '2026-11-20T00:00:00Z'],
    ['PORT', 'http'],
    ['DATABASE_URL_APP', addressOf('worker')],
    ['DATABASE_URL_WORKER', addressOf('app')],
    ['DATABASE_URL_QUEUE', 'db/madoguchi'],
    ['REDIS_URL', 'redis:6379'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'http://redis:6379'],
  ])('are refused, by its name, with %s = %s', (name, value) => {
    expect(() => readSettings({ ...PRODUCTION, [name]: value })).toThrow(name);
  });
});

describe('the application in production', () => {
  let t: TestApp;
  let webRoot: string;
  beforeAll(async () => {
    webRoot = mkdtempSync(join(tmpdir(), 'madoguchi-web-'));
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>窓口</title>');
    t = await startTestApp({ webRoot, settings: { production: true, behindProxy: true } });
  }, 60_000);
  afterAll(async () => {
    await t.stop();
    rmSync(webRoot, { recursive: true, force: true });
  }, 30_000);

  const signIn = (base: string, headers: Record<string, string> = { 'x-forwarded-proto': 'https' }) =>
    fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ login: 'cw1', password: DEMO_PASSWORD }),
    });
  const asRealStaff = async <T>(work: () => Promise<T>): Promise<T> => {
    await t.owner.query('update staff set demo = false');
    try {
      return await work();
    } finally {
      await t.owner.query('update staff set demo = true');
    }
  };

  it('refuses demo accounts with the right password as it refuses a wrong one', async () => {
    const answer = await signIn(t.baseUrl);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'wrong_login' });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('gives a cookie that is Secure, HttpOnly, Strict and bound to the host, and none without TLS', async () => {
    const [secure, plain] = await asRealStaff(async () => [await signIn(t.baseUrl), await signIn(t.baseUrl, {})] as const);
    expect(secure.status).toBe(200);
    const cookie = secure.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-madoguchi=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    // A browser would not keep it: whoever set the proxy up is told, and nobody wonders why the sign-in comes back.
    expect({ status: plain.status, cookie: plain.headers.get('set-cookie') }).toEqual({ status: 409, cookie: null });
    expect(await plain.json()).toMatchObject({ code: 'insecure_connection' });
  });

  it('knows a demo account no more that signed in before', async () => {
    const signedIn = await asRealStaff(() => signIn(t.baseUrl));
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const current = () => fetch(`${t.baseUrl}/api/session`, { headers: { cookie, 'x-forwarded-proto': 'https' } });
    const queue = () => fetch(`${t.baseUrl}/api/follow-ups?view=office`, { headers: { cookie, 'x-forwarded-proto': 'https', 'x-assignment': assignmentId('cw1') } });
    for (const look of [current, queue]) {
      expect((await asRealStaff(look)).status).toBe(200);
      expect((await look()).status).toBe(401);
    }
  });

  it('sends the headers of a closed house with every answer', async () => {
    for (const path of ['/api/session', '/api/health/live', '/api/reference', '/api/nowhere', '/api/openapi.json', '/', '/clients/1']) {
      const { headers } = await fetch(`${t.baseUrl}${path}`, { headers: { 'x-forwarded-proto': 'https' } });
      const policy = headers.get('content-security-policy') ?? '';
      for (const directive of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(directive);
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('has the browser forget what it cached, at the end of a session', async () => {
    const { headers } = await fetch(`${t.baseUrl}/api/session`, { method: 'DELETE', headers: { 'x-forwarded-proto': 'https' } });
    expect(headers.get('clear-site-data')).toBe('"cache"');
  });

  it('sends no HSTS where nobody ends TLS before it', async () => {
    const app = await createApp({ ...t.settings, webRoot: undefined, production: false, behindProxy: false }, createLogger('api', 'silent'));
    try {
      await app.listen(0, '127.0.0.1');
      const base = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
      const answer = await signIn(base, {});
      expect(answer.headers.get('strict-transport-security')).toBeNull();
      expect(answer.headers.get('set-cookie')).toMatch(/^madoguchi=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    } finally {
      await app.close();
    }
  });
});

describe('a database', () => {
  it('gets no demo municipality in production', async () => {
    const database = await createTestDatabase();
    try {
      const environment = { ...PRODUCTION, DATABASE_URL: database.ownerUrl };
      expect(await seedIfEmpty({ ownerUrl: database.ownerUrl, environment, log: () => undefined })).toBe(false);
    } finally {
      await database.drop();
    }
  });

  it('is not opened by a role that could switch the policies off', async () => {
    const t = await startTestApp();
    const name = `madoguchi_test_${randomBytes(4).toString('hex')}`;
    const address = new URL(t.database.ownerUrl);
    address.username = name;
    address.password = 'test-only';
    const open = async (): Promise<string> => {
      const source = await openSource('planted', address.toString(), { max: 1 });
      await source.destroy();
      return 'opened';
    };
    try {
      await t.owner.query(`create role ${name} login password 'test-only'`);
      await t.owner.query(`grant connect on database ${t.database.name} to ${name}`);
      expect(await open()).toBe('opened');
      for (const [give, take] of [
        [`alter role ${name} bypassrls`, `alter role ${name} nobypassrls`],
        [`alter role ${name} superuser`, `alter role ${name} nosuperuser`],
        [`grant ${await ownerOf('person')} to ${name}`, `revoke ${await ownerOf('person')} from ${name}`],
        [`create table planted (x integer); alter table planted owner to ${name}`, 'drop table planted'],
      ] as const) {
        await t.owner.query(give);
        await expect(open()).rejects.toThrow(/could switch row policies off/);
        await t.owner.query(take);
        expect(await open()).toBe('opened');
      }
      await expect(openSource('owner', t.database.ownerUrl, { max: 1 })).rejects.toThrow(/could switch row policies off/);
    } finally {
      await t.owner.query(`drop owned by ${name}`);
      await t.owner.query(`drop role ${name}`);
      await t.stop();
    }

    async function ownerOf(table: string): Promise<string> {
      const { rows } = await t.owner.query<{ owner: string }>('select quote_ident(tableowner) as owner from pg_tables where tablename = $1', [table]);
      return rows[0]?.owner ?? '';
    }
  }, 30_000);
});
