import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, Walk } from '../../world/over-http';
import { type RouteDeclaration, ROUTES } from './declaration';

// Real: every route that shows something, over HTTP, and the audit record behind it.
let t: TestApp;
const sessions = new Map<string, ApiSession>();
const ids: Record<string, string> = { missing: '00000000-0000-4000-8000-000000000000' };
const session = (login: string): ApiSession => sessions.get(login) as ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  ids['annualPlan'] = (await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner)).current;
  for (const login of ['cw1', 'kakaricho', 'navi1', 'kansa']) sessions.set(login, await t.signIn(login));
  const walk = new Walk(session('cw1'), session('kakaricho'), session('navi1'));
  const { client, consent, referral } = await walk.toAcceptance({ familyKana: 'キロク' });
  Object.assign(ids, { person: client.id, referral: referral.id, consent: consent.id });
  await walk.registration(client, '35010-00000009');
  const introduction = await walk.introduction(client);
  const placement = await walk.placement(client, { introductionId: introduction.id });
  expectOk(await session('navi1').post(`/placements/${placement.id}/confirm`, { version: 1, confirmedOn: '2026-11-20' }));
  // Somebody more, so that lists hold more than one.
  await walk.refer(await walk.register({ familyKana: 'キロクニ', birthDate: '1970-01-01' }).then(async (other) => (await walk.consent(other.id), other)));
});
afterAll(() => t.stop());

const SHOWS = ROUTES.filter((one) => Array.isArray(one.roles) && (one.method === 'GET' || ['/clients/search', '/clients/duplicates'].includes(one.path)));

/** The trays and the queue need a word more. */
function asked(path: string, login: string): string {
  if (path === '/referrals') return `/referrals?box=${login === 'navi1' ? 'received' : 'sent'}&state=all`;
  return path === '/follow-ups' ? '/follow-ups?view=office' : path;
}

async function look(declared: RouteDeclaration, login: string): Promise<{ readonly status: number; readonly shown: readonly string[]; readonly recorded: readonly string[] }> {
  const path = declared.path
    .replace('{id}', ids[declared.id ?? 'missing'] ?? '')
    .replace('{kind}', 'matrix')
    .replace('{subject}', 'none')
    .replace('{lineKey}', '6-1')
    .replace('{part}', '1');
  const body = declared.path === '/clients/search' ? { text: 'キロク' } : declared.path === '/clients/duplicates' ? { familyKana: 'キロク', givenKana: 'アオイ', birthDate: '1988-06-15' } : undefined;
  const answer = await session(login).send(declared.method, asked(path, login), body);
  const text = JSON.stringify(answer.body);
  const { rows: persons } = await t.owner.query<{ id: string }>('select id from person');
  const { rows } = await t.owner.query<{ subjects: string[] }>('select subjects from audit_event where request_id = $1', [answer.headers.get('x-request-id')]);
  return {
    status: answer.status,
    shown: persons.map((one) => one.id).filter((id) => text.includes(id) || (path.includes(id) && answer.status < 300)),
    recorded: rows.flatMap((row) => row.subjects),
  };
}

const MUST_SHOW = ['/clients/search', '/clients/{id}', '/follow-ups', '/referrals', '/referrals/{id}', '/today', '/clients/{id}/placements', '/annual-plans/{id}/figures/{lineKey}/{part}/records'];

describe('every look at persons', () => {
  it.each(['cw1', 'navi1'])('stands in the audit record with everybody whom it showed: %s', async (login) => {
    const unrecorded: string[] = [];
    const showed: string[] = [];
    for (const declared of SHOWS) {
      const { status, shown, recorded } = await look(declared, login);
      if (status >= 300) continue;
      if (shown.length > 0) showed.push(declared.path);
      const missing = shown.filter((id) => !recorded.includes(id));
      if (missing.length > 0) unrecorded.push(`${declared.method} ${declared.path}: ${missing.length} of ${shown.length} persons are not in the record`);
    }
    expect(unrecorded).toEqual([]);
    // A look that showed nobody would prove nothing.
    for (const path of MUST_SHOW) expect(showed).toContain(path);
  });

  it('stands there too when a file is taken', async () => {
    const by = session('navi1');
    const { id } = expectOk(await by.post<{ id: string }>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '検査' }));
    await t.owner.query("update export_file set status = 'done', finished_at = requested_at where id = $1", [id]);
    const answer = await by.get(`/exports/${id}/file`);
    expect(answer.status).toBe(200);
    const { rows } = await t.owner.query<{ action: string }>('select action from audit_event where request_id = $1', [answer.headers.get('x-request-id')]);
    expect(rows).toEqual([{ action: 'exports.download' }]);
  });
});
