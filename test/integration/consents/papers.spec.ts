import { createHash, randomUUID } from 'node:crypto';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { STANDARD_FORM } from '../../world/facts';
import type { Person, Saved } from '../../world/world';

// Real: a body of bytes over HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
let consent: Saved;

beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
  const person = await t.world.person({ familyName: '添付' });
  consent = await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'take');
});
afterAll(() => t.stop());

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(600_000, 'a signed paper ')]);

function put(session: ApiSession, bytes: Buffer, options: { type?: string; key?: string; path?: string; origin?: string } = {}): Promise<Response> {
  return fetch(`${t.baseUrl}/api${options.path ?? `/consents/${consent.id}/paper`}`, {
    method: 'PUT',
    headers: {
      cookie: session.cookie, 'x-assignment': session.assignment, 'content-type': options.type ?? 'application/pdf', 'idempotency-key': options.key ?? randomUUID(),
      ...(options.origin === undefined ? {} : { origin: options.origin }),
    },
    body: new Uint8Array(bytes),
  });
}

const codeOf = async (answer: Response): Promise<[number, unknown]> => [answer.status, ((await answer.json()) as { code?: string }).code];
const take = (session: ApiSession): Promise<Response> =>
  fetch(`${t.baseUrl}/api/consents/${consent.id}/paper`, { headers: { cookie: session.cookie, 'x-assignment': session.assignment } });

it('comes back as it was, byte for byte, under its hash, and a repetition stores it once', async () => {
  expect((await take(cw)).status).toBe(404);
  const key = randomUUID();
  const [first, again] = [await put(cw, PDF, { key }), await put(cw, PDF, { key })];
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  expect(await first.json()).toEqual({ id: expect.any(String) as string, sha256 });
  expect(again.status).toBe(200);
  expect(await codeOf(await put(cw, Buffer.from('%PDF-2.0'), { key }))).toEqual([409, 'idempotency_key_reused']);
  const file = await take(cw);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="consent-2026-11-20\.pdf"$/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await file.arrayBuffer()).equals(PDF)).toBe(true);
  expect((await t.owner.query('select id from stored_file')).rowCount).toBe(1);
  const { rows } = await t.owner.query<{ action: string }>("select action from audit_event where action like 'consents.%paper' order by xid, at");
  expect(rows.map((row) => row.action)).toEqual(['consents.attach-paper', 'consents.open-paper']);
});

it('is what its first bytes say, within five megabytes', async () => {
  expect(await codeOf(await put(cw, Buffer.from('<html><script>'), { type: 'application/pdf' }))).toEqual([422, 'file_type']);
  expect(await codeOf(await put(cw, Buffer.alloc(0)))).toEqual([422, 'no_file']);
  expect(await codeOf(await put(cw, Buffer.alloc(6 * 1024 * 1024, '%PDF-')))).toEqual([413, 'too_large']);
  expect((await t.owner.query('select id from stored_file')).rowCount).toBe(1);
});

it('travels on its own route only, and from no other site', async () => {
  expect(await codeOf(await put(cw, PDF, { type: 'text/html' }))).toEqual([415, 'wrong_type']);
  expect(await codeOf(await put(cw, PDF, { origin: 'http://elsewhere.example' }))).toEqual([403, 'foreign_origin']);
  expect(await codeOf(await put(cw, PDF, { path: `/clients/${consent.id}/contact` }))).toEqual([415, 'wrong_type']);
});

it('opens to the office that took the consent, and to nobody else', async () => {
  expect((await take(navi)).status).toBe(403);
  expect((await take(await t.signIn('soudan'))).status).toBe(404);
  expect((await put(await t.signIn('soudan'), PDF)).status).toBe(404);
  expect((await take(await t.signIn('kakaricho'))).status).toBe(200);
});

describe('until the scan is there', () => {
  const withdrawal = { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' };
  const renewal = { formId: STANDARD_FORM, givenOn: '2026-11-20', version: 1 };

  const due = async (id: string): Promise<readonly object[]> =>
    (await t.owner.query<object>("select due_on::text as due, status from follow_up where kind = 'consent_paper' and subject_id = $1", [id])).rows;
  const given = async (change: object = {}): Promise<{ person: Person; id: string }> => {
    const person = await t.world.person({ familyName: '未添付' });
    return { person, id: (await t.world.consent(person, change)).id };
  };
  const attach = async (id: string): Promise<void> => expect((await put(cw, PDF, { path: `/consents/${id}/paper` })).status).toBe(200);

  it('a signed consent has an item in the queue of whoever has the case, and blocks nothing', async () => {
    const { person, id } = await given();
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'open' }]);
    const { items } = await ok<{ items: { kind: string; subjectId: string; assigneeName: string; mayFinish: boolean; mayPostpone: boolean }[] }>(cw.get('/follow-ups?view=mine'));
    expect(items.find((item) => item.subjectId === id && item.kind === 'consent_paper')).toMatchObject({ assigneeName: '小野寺 健', mayFinish: true, mayPostpone: true });
    await t.world.move(await t.world.sentRequest(person), 'take');
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'open' }]);
  });

  it('the town says how long that may take', async () => {
    await t.owner.query("update setting set value = '3' where key = 'consent.paper_days'");
    try {
      expect(await due((await given()).id)).toEqual([{ due: '2026-11-23', status: 'open' }]);
    } finally {
      await t.owner.query("update setting set value = '14' where key = 'consent.paper_days'");
    }
  });

  it('spoken words have none', async () => {
    const { id } = await given({ method: 'oral', witness: '立会 一郎' });
    expect(await due(id)).toEqual([]);
    const renewed = await ok<Saved>(cw.post(`/consents/${id}/renew`, { ...renewal, method: 'oral', witness: '立会 一郎' }));
    expect(await due(renewed.id)).toEqual([]);
  });

  it('it ends with the scan, and a better scan changes nothing', async () => {
    const { id } = await given();
    await attach(id);
    const closed = await t.owner.query<{ version: number }>("select version from follow_up where kind = 'consent_paper' and subject_id = $1", [id]);
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'done' }]);
    await attach(id);
    expect((await t.owner.query("select version from follow_up where kind = 'consent_paper' and subject_id = $1", [id])).rows).toEqual(closed.rows);
  });

  it('a scan that is refused leaves it open', async () => {
    const { id } = await given();
    expect((await put(cw, Buffer.from('<html>'), { path: `/consents/${id}/paper` })).status).toBe(422);
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'open' }]);
  });

  it('it is void once the consent is withdrawn; a scan that comes all the same is taken', async () => {
    const { id } = await given();
    await ok(cw.post(`/consents/${id}/withdraw`, withdrawal));
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'void' }]);
    await attach(id);
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'void' }]);
  });

  it('a renewal has its own, and the one of the old paper is void', async () => {
    const { id } = await given();
    const renewed = await ok<Saved>(cw.post(`/consents/${id}/renew`, { ...renewal, method: 'written' }));
    expect(await due(id)).toEqual([{ due: '2026-12-04', status: 'void' }]);
    expect(await due(renewed.id)).toEqual([{ due: '2026-12-04', status: 'open' }]);
    await attach(renewed.id);
    expect(await due(renewed.id)).toEqual([{ due: '2026-12-04', status: 'done' }]);
  });

  it('with a scan there, neither a withdrawal nor a renewal touches what is done', async () => {
    const [one, two] = [await given(), await given()];
    await attach(one.id);
    await attach(two.id);
    await ok(cw.post(`/consents/${one.id}/withdraw`, withdrawal));
    await ok(cw.post(`/consents/${two.id}/renew`, { ...renewal, method: 'written' }));
    expect([await due(one.id), await due(two.id)]).toEqual([[{ due: '2026-12-04', status: 'done' }], [{ due: '2026-12-04', status: 'done' }]]);
  });
});
