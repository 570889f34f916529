import { Agent, get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { ok } from '../../support/looks';
import type { Saved } from '../../world/world';

// Real: HTTP over one kept connection, and PostgreSQL. A lock on the chunks, or a pause behind the first one, holds the download
// where the test wants it.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
let consent: Saved;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
  const person = await t.world.person();
  consent = await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'take');
});
afterAll(async () => {
  agent.destroy();
  await t.stop();
});

interface Taken {
  readonly status: number | undefined;
  readonly bytes: number;
  readonly reused: boolean;
}

/** One answer, read to its end, over the one connection that the agent keeps. */
function take(path: string): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: navi.cookie, 'x-assignment': navi.assignment };
    const request = get(`${t.baseUrl}/api${path}`, { agent, headers }, (answer: IncomingMessage) => {
      buffer(answer).then(({ length }) => resolve({ status: answer.statusCode, bytes: length, reused: request.reusedSocket }), reject);
    });
    request.on('error', reject);
  });
}

async function finishedFile(): Promise<string> {
  const ctx = t.ctx('navi1', 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  return id;
}

/** Asks for the file, does something when the gate has let its only chunk through and the chunk is not yet read, and goes on. */
async function takeWhile(id: string, something: () => Promise<unknown>): Promise<Taken> {
  await t.owner.query('begin');
  await t.owner.query('lock table export_chunk in access exclusive mode');
  const answer = take(`/exports/${id}/file`);
  try {
    await eventually(async () => {
      const { rowCount } = await t.owner.query("select 1 from pg_locks where relation = 'export_chunk'::regclass and not granted");
      return rowCount === 1 ? true : undefined;
    });
    await something();
  } finally {
    await t.owner.query('commit');
  }
  return answer;
}

describe('a download', () => {
  it('of a file whose bytes are tidied away under it is told so, and leaves nobody waiting', async () => {
    const id = await finishedFile();
    const answer = await takeWhile(id, () => t.owner.query('delete from export_chunk where export_id = $1', [id]));
    expect(answer.status).toBe(404);
    expect(await take('/session')).toMatchObject({ status: 200, reused: true });
  });

  it('whose last byte is on its way when a consent ends is whole, and the connection serves the next requests', async () => {
    const id = await finishedFile();
    const { rows } = await t.owner.query<{ bytes: number }>('select bytes::integer as bytes from export_file where id = $1', [id]);
    const reads = t.app.get(ReadExports, { strict: false });
    const chunk = reads.chunk.bind(reads);
    const spy = jest.spyOn(reads, 'chunk').mockImplementationOnce(async (...which) => {
      const bytes = await chunk(...which);
      await ok(cw.post(`/consents/${consent.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
      return bytes;
    });
    expect(await take(`/exports/${id}/file`)).toMatchObject({ status: 200, bytes: rows[0]?.bytes });
    for (let n = 0; n < 5; n += 1) expect(await take('/session')).toMatchObject({ status: 200, reused: true });
    spy.mockRestore();
    expect(await take(`/exports/${id}/file`)).toMatchObject({ status: 409, reused: true });
  });
});
