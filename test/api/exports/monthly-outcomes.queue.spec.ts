import { createLogger } from '@madoguchi/platform';
import { listMessages, resendMessages } from '../../../apps/cli/src/queue';
import { queueRedisUrl, startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';

// Real: HTTP, PostgreSQL, the outbox relay and BullMQ on its PostgreSQL backend (or the Redis that npm test names).
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp(queueRedisUrl());
  await t.startWorker();
});
afterAll(() => t.stop());

describe('the month’s outcome export', () => {
  it('runs as a job, shows progress, and comes down as CSV with BOM and as xlsx', async () => {
    const cw = await t.signIn('cw1');
    for (const format of ['csv', 'xlsx'] as const) {
      const asked = await cw.post('/exports', { kind: 'monthly_outcomes', format, month: '2026-11', reason: '月次報告' });
      expect(asked.status).toBe(201);
      const { id } = asked.body as { id: string };
      const done = await eventually(async () => {
        const { body } = await cw.get(`/exports/${id}`);
        return (body as { status?: string }).status === 'done' ? (body as { bytes: number }) : undefined;
      });
      const file = await fetch(`${t.baseUrl}/api/exports/${id}/file`, { headers: { cookie: cw.cookie, 'x-assignment': cw.assignment } });
      const bytes = Buffer.from(await file.arrayBuffer());
      expect(file.status).toBe(200);
      expect(bytes).toHaveLength(done.bytes);
      if (format === 'csv') expect(bytes.toString('utf8')).toMatch(/^\uFEFF"区分","日付",.*\r\n$/);
      else expect(bytes.subarray(0, 2).toString()).toBe('PK');
    }
  });

  it('belongs to the person who asked for it', async () => {
    const cw = await t.signIn('cw1');
    const { id } = (await cw.post('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告' })).body as { id: string };
    const other = await t.signIn('cw2');
    expect((await other.get(`/exports/${id}`)).status).toBe(404);
    expect((await other.get(`/exports/${id}/file`)).status).toBe(404);
  });

  it('refuses a month to come, an unknown format and a missing reason', async () => {
    const cw = await t.signIn('cw1');
    const ask = (wrong: object) => cw.post('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告', ...wrong });
    expect((await ask({ month: '2026-12' })).body).toMatchObject({ errors: [{ field: 'month', code: 'future_date' }] });
    expect((await ask({ month: '2026-13' })).body).toMatchObject({ errors: [{ field: 'month', code: 'month' }] });
    expect((await ask({ format: 'pdf' })).body).toMatchObject({ errors: [{ field: 'format', code: 'unknown_code' }] });
    expect((await ask({ reason: '' })).body).toMatchObject({ errors: [{ field: 'reason', code: 'required' }] });
  });
});

describe('an export whose asker has left before it runs', () => {
  it('is refused and holds nothing', async () => {
    const late = await startTestApp(queueRedisUrl());
    try {
      const asker = await late.signIn('shuro');
      const { id } = (await asker.post<{ id: string }>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告' })).body;
      await late.owner.query("update staff set disabled_at = now() where login = 'shuro'");
      await late.startWorker();
      const status = await eventually(async () => {
        const { rows } = await late.owner.query<{ status: string }>('select status from export_file where id = $1', [id]);
        return rows[0]?.status === 'queued' ? undefined : rows[0]?.status;
      });
      expect(status).toBe('refused');
      expect((await late.owner.query('select 1 from export_chunk where export_id = $1', [id])).rowCount).toBe(0);
    } finally {
      await late.stop();
    }
  });
});

describe('an export that fails every time', () => {
  it('is given up and says so, and is not sent for ever', async () => {
    const poisoned = await startTestApp(queueRedisUrl());
    try {
      await poisoned.owner.query('revoke insert on export_chunk from madoguchi_app');
      const asker = await poisoned.signIn('cw1');
      const { id } = (await asker.post<{ id: string }>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告' })).body;
      await poisoned.startWorker();
      const given = await eventually(async () => {
        // Time passes for the relay only: what was sent is due again at once.
        await poisoned.owner.query("update outbox set sent_at = sent_at - interval '1 minute' where sent_at is not null and given_up_at is null");
        const { rows } = await poisoned.owner.query<{ status: string; sendings: number; given: boolean }>(
          "select f.status, o.sendings, o.given_up_at is not null as given from export_file f join outbox o on o.payload->>'exportId' = f.id::text where f.id = $1",
          [id],
        );
        return rows[0]?.given === true ? rows[0] : undefined;
      });
      expect(given.status).toBe('failed');
      expect(given.sendings).toBeGreaterThanOrEqual(2);
      expect((await asker.get(`/exports/${id}`)).body).toMatchObject({ status: 'failed' });

      // The operator sees it, and sends it again when the cause is gone.
      const { ownerUrl } = poisoned.database;
      expect(await listMessages(ownerUrl)).toEqual([expect.stringMatching(/ exports\.run .* given up after 8 failures$/)]);
      await poisoned.owner.query('grant insert on export_chunk to madoguchi_app');
      expect(await resendMessages(ownerUrl, undefined)).toBe(1);
      await eventually(async () => ((await asker.get<{ status: string }>(`/exports/${id}`)).body.status === 'done' ? true : undefined));
      expect(await listMessages(ownerUrl)).toEqual(['Nothing waits and nothing was given up.']);
    } finally {
      await poisoned.stop();
    }
  });
});

describe('an export while the database has no room', () => {
  it('is tried for as long as that lasts, fails by nothing of its own, and is there afterwards', async () => {
    let logged = '';
    const full = await startTestApp({ ...queueRedisUrl(), logger: createLogger('worker', 'info', { write: (line: string) => void (logged += line) }) });
    try {
      await full.owner.query(`create function planted() returns trigger language plpgsql as $$ begin raise exception 'planted' using errcode = '53100'; end $$;
        create trigger planted before insert on export_chunk for each row execute function planted()`);
      const asker = await full.signIn('cw1');
      const { id } = (await asker.post<{ id: string }>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告' })).body;
      // It has been so for a long time.
      await full.owner.query('update outbox set sendings = 50');
      await full.startWorker();
      await eventually(() => Promise.resolve((logged.match(/"event":"job_postponed".*"sqlState":"53100"/g)?.length ?? 0) >= 4 ? true : undefined));
      await full.owner.query('drop trigger planted on export_chunk');
      await eventually(async () => {
        await full.owner.query("update outbox set sent_at = sent_at - interval '1 minute' where sent_at is not null");
        return (await asker.get<{ status: string }>(`/exports/${id}`)).body.status === 'done' ? true : undefined;
      });
      expect(logged).not.toMatch(/job_failed|job_given_up/);
    } finally {
      await full.stop();
    }
  });
});
