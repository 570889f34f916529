import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets, rememberPort, resolveConnections, resolveRolePasswords } from './secrets';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-secrets-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the secrets of a data folder', () => {
  it('are made once, differ from each other, and are readable by their owner only', () => {
    const made = openSecrets(dataDir);

    expect(openSecrets(dataDir)).toEqual(made);
    const words = [made.ownerPassword, made.sessionSecret, ...Object.values(made.rolePasswords)];
    expect(new Set(words).size).toBe(6);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('are refused when others may read them', () => {
    openSecrets(dataDir);
    chmodSync(join(dataDir, 'secrets.json'), 0o640);

    expect(() => openSecrets(dataDir)).toThrow('may be read by others');
  });

  it.each(['{', '{"instance":"x"}'])('are not silently replaced when the file holds %s', (content) => {
    writeFileSync(join(dataDir, 'secrets.json'), content, { mode: 0o600 });

    expect(() => openSecrets(dataDir)).toThrow(/not readable as JSON|incomplete/);
  });
});

describe('the addresses of the database', () => {
  it('lead to the embedded database, each as its own role', () => {
    const { rolePasswords, ownerPassword } = openSecrets(dataDir);
    rememberPort(dataDir, 15_499);

    const connections = resolveConnections({ DATA_DIR: dataDir });

    expect(connections.owner).toBe(`postgres://madoguchi_owner:${ownerPassword}@127.0.0.1:15499/madoguchi`);
    expect(connections.counter).toBe(`postgres://madoguchi_counter:${rolePasswords.counter}@127.0.0.1:15499/madoguchi`);
    expect(connections.redisUrl).toBeUndefined();
  });

  it('follow DATABASE_URL with its options, except where an address is given', () => {
    const { rolePasswords } = openSecrets(dataDir);

    const connections = resolveConnections({
      DATA_DIR: dataDir,
      DATABASE_URL: 'postgres://boss:b%40ss@db:6432/city?sslmode=require',
      DATABASE_URL_QUEUE: 'postgres://madoguchi_queue:q@queue/jobs',
      REDIS_URL: 'redis://cache',
    });

    expect(connections).toEqual({
      owner: 'postgres://boss:b%40ss@db:6432/city?sslmode=require',
      app: `postgres://madoguchi_app:${rolePasswords.app}@db:6432/city?sslmode=require`,
      worker: `postgres://madoguchi_worker:${rolePasswords.worker}@db:6432/city?sslmode=require`,
      counter: `postgres://madoguchi_counter:${rolePasswords.counter}@db:6432/city?sslmode=require`,
      queue: 'postgres://madoguchi_queue:q@queue/jobs',
      redisUrl: 'redis://cache',
    });
  });

  it('need neither owner nor data folder where all four are given', () => {
    const connections = resolveConnections({
      DATA_DIR: join(dataDir, 'absent'),
      DATABASE_URL_APP: 'postgres://madoguchi_app:a@db/city',
      DATABASE_URL_WORKER: 'postgres://madoguchi_worker:w@db/city',
      DATABASE_URL_COUNTER: 'postgres://madoguchi_counter:c@db/city',
      DATABASE_URL_QUEUE: 'postgres://madoguchi_queue:q@db/city',
    });

    expect(connections.owner).toBeUndefined();
    expect(connections.worker).toBe('postgres://madoguchi_worker:w@db/city');
  });

  it('are unknown before the first start', () => {
    expect(() => resolveConnections({ DATA_DIR: dataDir })).toThrow('No database is known');
  });
});

describe('the passwords that migrate sets', () => {
  it('are those of the given addresses, else those of the data folder', () => {
    const { rolePasswords } = openSecrets(dataDir);

    expect(
      resolveRolePasswords({ DATA_DIR: dataDir, DATABASE_URL_APP: 'postgres://madoguchi_app:p%2Fw@db/city' }),
    ).toEqual({ ...rolePasswords, app: 'p/w' });
  });

  it('are refused for an address that names another role', () => {
    expect(() =>
      resolveRolePasswords({ DATA_DIR: dataDir, DATABASE_URL_APP: 'postgres://postgres:x@db/city' }),
    ).toThrow('DATABASE_URL_APP must log in as madoguchi_app');
  });
});
