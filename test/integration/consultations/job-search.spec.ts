import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { bodyOf, dueItems } from '../../support/looks';
import type { Person } from '../../world/world';

// Real: HTTP, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
  navi = await t.signIn('navi1');
});
afterAll(() => t.stop());

interface JobSearch {
  readonly registration: { readonly id: string; readonly validUntil: string } | null;
  readonly registrations: readonly { readonly id: string; readonly valid: boolean }[];
  readonly introductions: readonly { readonly id: string; readonly result: string; readonly registrationId: string }[];
}

let serial = 0;
const nextNumber = (): string => `35010-${String(++serial).padStart(8, '0')}`;

function register(client: Person, more: object = {}, session = navi): Promise<ApiAnswer> {
  return session.post(`/clients/${client.id}/registrations`, {
    caseId: client.caseId,
    registrationNumber: nextNumber(),
    registeredOn: '2026-11-05',
    firstEver: 'no',
    lastUsedOn: '2024-03-01',
    wish: 'full_time',
    ...more,
  });
}

function introduce(client: Person, more: object = {}): Promise<ApiAnswer> {
  return navi.post(`/clients/${client.id}/introductions`, {
    caseId: client.caseId,
    introducedOn: '2026-11-12',
    openingNumber: '35010-12345678',
    employerName: '試験商店',
    occupation: '販売',
    ...more,
  });
}

async function jobSearch(client: Person, session: ApiSession): Promise<JobSearch> {
  const answer = await session.get(`/clients/${client.id}/job-search`);
  expect(answer.status).toBe(200);
  return bodyOf<JobSearch>(answer);
}

describe('求職申込', () => {
  it('is valid two months by default, stands in the queue on its last day, and makes the person the own client', async () => {
    const client = await t.world.sharedPerson();
    const { id } = bodyOf<{ id: string }>(await register(client));
    expect(await jobSearch(client, navi)).toMatchObject({ registration: { id, validUntil: '2027-01-05', valid: true, own: true } });
    expect(await dueItems(t, 'registration_expiry', id)).toEqual([
      { office: OFFICES.helloWork.id, milestone: '', dueOn: '2027-01-05', status: 'open', assignee: staffId('navi1') },
    ]);
    await t.world.withdraw(client.consent);
    const page = bodyOf<{ basic: { familyName: string; own: boolean } }>(await navi.get(`/clients/${client.id}`));
    expect(page.basic).toMatchObject({ familyName: '青木', own: true });
    expect(await jobSearch(client, navi)).toMatchObject({ registration: { id } });
    expect(await jobSearch(client, cw)).toMatchObject({ registration: null, registrations: [] });
  });

  it('is renewed under its number, which ends the reminder of the one before; the number is never another person’s', async () => {
    const client = await t.world.sharedPerson();
    const registrationNumber = nextNumber();
    const first = bodyOf<{ id: string }>(await register(client, { registrationNumber, registeredOn: '2026-08-01' }));
    const second = bodyOf<{ id: string }>(await register(client, { registrationNumber, registeredOn: '2026-11-01' }));
    expect(await dueItems(t, 'registration_expiry', first.id)).toMatchObject([{ status: 'done' }]);
    expect(await dueItems(t, 'registration_expiry', second.id)).toMatchObject([{ status: 'open', dueOn: '2027-01-01' }]);
    expect((await register(client, { registrationNumber, registeredOn: '2026-11-01' })).status).toBe(409);
    const other = await t.world.sharedPerson();
    expect(await register(other, { registrationNumber })).toMatchObject({ status: 409, body: { code: 'registration_number_taken' } });
  });

  it('goes to one of two persons when both are given one number at once', async () => {
    const [one, two] = [await t.world.sharedPerson(), await t.world.sharedPerson()];
    const registrationNumber = nextNumber();
    const answers = await Promise.all([register(one, { registrationNumber }), register(two, { registrationNumber })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['a number of another shape', { registrationNumber: '35010-123' }, 'registrationNumber', 'format'],
    ['a day to come', { registeredOn: '2026-11-21' }, 'registeredOn', 'future_date'],
    ['an end before the start', { validUntil: '2026-11-04' }, 'validUntil', 'end_before_start'],
    ['an earlier use of a first registration', { firstEver: 'yes' }, 'lastUsedOn', 'last_used_not_expected'],
    ['an earlier use after it', { lastUsedOn: '2026-11-06' }, 'lastUsedOn', 'last_used_after_registered'],
  ])('refuses %s, names the field, and writes nothing', async (_name, wrong, field, code) => {
    const client = await t.world.sharedPerson();
    expect(await register(client, wrong)).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await jobSearch(client, navi)).toEqual({ registration: null, registrations: [], introductions: [] });
  });

  it('is Hello Work’s alone to write', async () => {
    const client = await t.world.sharedPerson();
    expect((await register(client, {}, cw)).status).toBe(403);
  });
});

describe('職業紹介', () => {
  it('stands under the registration that is valid on its day, and is read by the city while consent lasts', async () => {
    const client = await t.world.sharedPerson();
    expect(await introduce(client)).toMatchObject({ status: 409, body: { code: 'no_valid_registration' } });
    const { id: registrationId } = bodyOf<{ id: string }>(await register(client));
    expect(await introduce(client, { introducedOn: '2026-11-04' })).toMatchObject({ status: 409, body: { code: 'no_valid_registration' } });
    expect(await introduce(client, { introducedOn: '2026-11-21' })).toMatchObject({ status: 422, body: { errors: [{ code: 'future_date' }] } });
    const { id } = bodyOf<{ id: string }>(await introduce(client));
    expect((await jobSearch(client, cw)).introductions).toMatchObject([{ id, registrationId, result: 'pending', own: false }]);
    await t.world.withdraw(client.consent);
    expect((await jobSearch(client, cw)).introductions).toEqual([]);
  });

  it('ends once, between its day and today; 採用 alone makes no placement', async () => {
    const client = await t.world.sharedPerson();
    await register(client);
    const { id } = bodyOf<{ id: string }>(await introduce(client));
    const result = (body: object): Promise<ApiAnswer> => navi.post(`/introductions/${id}/result`, { version: 1, result: 'hired', resultOn: '2026-11-18', ...body });
    expect(await result({ resultOn: '2026-11-11' })).toMatchObject({ status: 422, body: { errors: [{ code: 'result_before_introduced' }] } });
    expect(await result({ resultOn: '2026-11-21' })).toMatchObject({ status: 422, body: { errors: [{ code: 'future_date' }] } });
    expect((await result({})).body).toEqual({ id, version: 2, result: 'hired' });
    expect(await result({ version: 2, result: 'rejected' })).toMatchObject({ status: 409, body: { code: 'illegal_transition', allowed: [] } });
    const { rows } = await t.owner.query('select count(*)::int as n from placement where person_id = $1', [client.id]);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('names a consultation of the same person only', async () => {
    const client = await t.world.sharedPerson();
    const other = await t.world.sharedPerson();
    await register(client);
    const { id: consultationId } = bodyOf<{ id: string }>(
      await navi.post(`/clients/${other.id}/consultations`, { caseId: other.caseId, occurredOn: '2026-11-12', mode: 'counter', attended: true, content: '求人を示した' }),
    );
    expect((await introduce(client, { consultationId })).status).toBe(404);
  });
});
