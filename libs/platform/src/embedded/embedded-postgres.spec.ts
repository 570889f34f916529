import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { isAlive, markOf, startTimeOf, waitForEnd } from './processes';
import { rememberedPort, rememberPort } from './secrets';

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];
let said: string[] = [];

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable: true, log: (line) => said.push(line) });
  running.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<readonly unknown[][]> {
  const client = new Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

function occupy(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

beforeEach(() => {
  said = [];
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

afterAll(async () => {
  for (const folder of folders) {
    await removeEmbeddedPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the embedded PostgreSQL', () => {
  // One folder for the life of a database; the tests below follow each other on it.
  let folder: string;

  beforeAll(() => {
    folder = newFolder();
  });

  it('starts as superuser madoguchi_owner, in UTC, sorting as Japanese, and asks for the password', async () => {
    const server = await start(folder);

    await ask(server, 'create table kept (id int)');
    expect(
      await ask(
        server,
        `select current_user::text, current_database()::text, current_setting('timezone'), current_setting('server_encoding'),
                (select rolsuper from pg_roles where rolname = current_user),
                (select datlocale from pg_database where datname = current_database())`,
      ),
    ).toEqual([['madoguchi_owner', 'madoguchi', 'UTC', 'UTF8', true, 'ja']]);
    await expect(
      ask({ ...server, ownerUrl: server.ownerUrl.replace(/:[^:@/]+@/, ':wrong@') }, 'select 1'),
    ).rejects.toThrow('password authentication failed');
  });

  it('tells in its log what went wrong, and not the text that it went wrong with', async () => {
    const server = await start(folder);
    await ask(server, 'create table told (body jsonb not null, name text check (length(name) < 3))');
    const client = new Client({ connectionString: server.ownerUrl });
    await client.connect();
    await expect(client.query('insert into told values ($1::jsonb, $2)', ['{"a": "\\u0000 秘密の下書き"}', 'x'])).rejects.toMatchObject({ code: '22P05' });
    await expect(client.query('insert into told values ($1::jsonb, $2)', ['{}', '秘密の氏名'])).rejects.toMatchObject({ code: '23514' });
    await client.end();
    const log = readFileSync(join(folder, 'postgres.log'), 'utf8');
    expect(log).toContain('told_name_check');
    expect(log).not.toContain('秘密');
    await ask(server, 'drop table told');
  });

  it('keeps its data and its port over a stop and a start', async () => {
    const before = rememberedPort(folder);
    const server = await start(folder);

    expect(server.port).toBe(before);
    expect(await ask(server, 'select count(*)::int from kept')).toEqual([[0]]);
  });

  it('tells of its death and comes back on a start after kill -9, with what was committed', async () => {
    const server = await start(folder);
    await ask(server, 'insert into kept values (1)');

    process.kill(server.pid, 'SIGKILL');

    expect(await server.ended).toContain('SIGKILL');
    expect(await ask(await start(folder), 'select count(*)::int from kept')).toEqual([[1]]);
  });

  it('takes another port when its own is taken, and says so', async () => {
    const taken = rememberedPort(folder) ?? 0;
    const stranger = await occupy(taken);
    try {
      const server = await start(folder);

      expect(server.port).not.toBe(taken);
      expect(said).toContain(`Port ${taken} is taken; the database listens on ${server.port}`);
    } finally {
      stranger.close();
    }
  });

  it('stops the server that a killed run left behind', async () => {
    // What a kill -9 leaves on a machine without setpriv: a live server, and a supervisor mark whose process is gone.
    const left = await start(folder);
    const mark = markOf(left.pid);
    writeFileSync(join(folder, 'postgres.supervisor'), JSON.stringify({ pid: process.pid, startedAt: 'another boot' }));

    const server = await start(folder);

    expect(isAlive(mark)).toBe(false);
    expect(said).toContain(`Stopped the database that an earlier run had left behind (process ${left.pid})`);
    expect(await ask(server, 'select count(*)::int from kept')).toEqual([[1]]);
  });

  it('leaves a stranger alone whose pid stands in the file of a dead server', async () => {
    const server = await start(folder);
    const file = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    try {
      writeFileSync(join(folder, 'postgres', 'postmaster.pid'), [stranger.pid, ...file.slice(1)].join('\n'));

      await ask(await start(folder), 'select 1');

      expect(isAlive(markOf(stranger.pid ?? -1))).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('is not held up by a dead server that nobody has collected', async () => {
    const server = await start(folder);
    const file = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    // The shell becomes a sleep that never asks for its child, which so stays a zombie. The child ends only once the shell
    // is a sleep: a shell would have collected it.
    const parent = spawn('sh', ['-c', '(read wait <&3) & echo $!; exec sleep 60 3<&-'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
    try {
      const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
      const zombie = Number(line.toString());
      while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() !== 'sleep') await setImmediate();
      (parent.stdio[3] as Writable).end();
      await waitForEnd({ pid: zombie, startedAt: startTimeOf(zombie) ?? '' }, 5_000);
      expect(() => process.kill(zombie, 0)).not.toThrow();
      writeFileSync(join(folder, 'postgres', 'postmaster.pid'), [zombie, ...file.slice(1)].join('\n'));

      await ask(await start(folder), 'select 1');
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('refuses to touch a database that another living process runs', async () => {
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    try {
      writeFileSync(join(folder, 'postgres.supervisor'), JSON.stringify(markOf(other.pid ?? -1)));

      await expect(start(folder)).rejects.toThrow(`is run by process ${other.pid}`);
    } finally {
      const mark = markOf(other.pid ?? -1);
      other.kill('SIGKILL');
      expect(await waitForEnd(mark, 5_000)).toBe(true);
    }
  });

  it('gets a new password when the secrets were lost', async () => {
    rmSync(join(folder, 'secrets.json'));

    expect(await ask(await start(folder), 'select count(*)::int from kept')).toEqual([[1]]);
  });

  it("passes on PostgreSQL's own words when it cannot start", async () => {
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '9\n');
    try {
      await expect(start(folder)).rejects.toThrow('database files are incompatible with server');
    } finally {
      writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
      rmSync(join(folder, 'postgres.supervisor'), { force: true });
    }
  });

  it('runs beside another copy, also in a folder closed to others', async () => {
    const closed = newFolder(0o700);
    rememberPort(closed, rememberedPort(folder) ?? 0);

    const [one, two] = [await start(folder), await start(closed)];

    expect(two.port).not.toBe(one.port);
    expect(await ask(two, "select count(*)::int from pg_tables where tablename = 'kept'")).toEqual([[0]]);
  });
});
