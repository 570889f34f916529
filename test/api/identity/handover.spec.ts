import { assignmentId, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas, Walk } from '../../world/over-http';

// Real: HTTP, cases, households, due items and requests in PostgreSQL under the policies, a clock moved by hand.
let t: TestApp;
let cw1: ApiSession;
let head: ApiSession;
let navi1: ApiSession;
let walk: Walk;
beforeEach(async () => {
  t = await startTestApp();
  [cw1, head, navi1] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1')];
  walk = new Walk(cw1, head, navi1);
});
afterEach(() => t.stop());

const HOUSEHOLD = { caseNumber: '07-1234', relation: 'head', householdType: 'single_parent', districtWorkerId: staffId('cw1') };
const NEW_PLACE = { assignmentId: assignmentId('cw1'), officeId: OFFICES.selfReliance.id, role: 'caseworker' };

async function transfer(): Promise<string> {
  const saved = expectOk(await (await t.signIn('kanri')).post<Schemas['TransfersSavedDto']>('/transfers', { day: '2027-04-01', moves: [NEW_PLACE] }));
  return saved.ids[0] ?? '';
}

const leavers = async (who = head) => expectOk(await who.get<Schemas['LeaversDto']>('/handovers')).leavers;
const holdings = async (who: ApiSession, login: string) => expectOk(await who.get<Schemas['HoldingsDto']>(`/handovers/${staffId(login)}`)).holdings;
const handOver = (who: ApiSession, from: string, to: string, items: readonly Schemas['HandOverItemsDto'][]) =>
  who.post<{ handedOver: number; code: string; errors: { field: string; code: string }[] }>(`/handovers/${staffId(from)}`, { successorId: staffId(to), items });
const all = (held: readonly Schemas['HoldingDto'][]) => held.map(({ kind, items }) => ({ kind, ids: items.map((one) => one.id) })).filter((one) => one.ids.length > 0);
const worker = async (caseId: string) => (await t.owner.query<{ worker_id: string }>('select worker_id from support_case where id = $1', [caseId])).rows[0]?.worker_id;

describe('what a leaver has in hand', () => {
  it('is told to the head of the office as soon as the move is planned, with names that the head may read', async () => {
    const client = await walk.register(HOUSEHOLD);
    await walk.consent(client.id);
    expect(await leavers()).toEqual([]);
    await transfer();
    expect(await leavers()).toEqual([{ id: staffId('cw1'), name: '小野寺 健', lastDay: '2027-03-31', held: { case: 1, household: 1, follow_up: 2, referral: 0 } }]);
    const held = await holdings(head, 'cw1');
    expect(held.map((one) => one.kind)).toEqual(['case', 'household', 'follow_up', 'referral']);
    expect(held[0]?.items).toMatchObject([{ id: client.caseId, state: 'open', on: '2026-11-20' }]);
    expect(held[0]?.items[0]?.label).toMatch(/^R08-\d{5} 𠮷田 葵$/);
    expect(held[1]?.items).toMatchObject([{ label: '07-1234', state: 'single_parent' }]);
    expect(held[2]?.items).toMatchObject([{ state: 'consent_paper' }, { state: 'consent_expiry' }]);
    const { rows } = await t.owner.query("select staff_id, subjects from audit_event where action = 'identity.look-at-holdings'");
    expect(rows).toEqual([{ staff_id: staffId('kakaricho'), subjects: [client.id] }]);
  });

  it('marks a protected person wherever the person is named', async () => {
    const client = await walk.register();
    await walk.consent(client.id);
    expectOk(await cw1.post(`/clients/${client.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    await transfer();
    const named = (await holdings(head, 'cw1')).filter((one) => one.kind !== 'household').flatMap((one) => one.items.map((item) => item.label));
    expect(named.length).toBeGreaterThan(1);
    for (const label of named) expect(label).toMatch(/ DV等支援措置$/);
  });

  it('is nobody else’s business: another office sees neither the leaver nor what is held', async () => {
    await walk.register(HOUSEHOLD);
    await transfer();
    const elsewhere = await t.signIn('soudan-shunin');
    expect(await leavers(elsewhere)).toEqual([]);
    expect((await elsewhere.get(`/handovers/${staffId('cw1')}`)).status).toBe(404);
    expect((await handOver(elsewhere, 'cw1', 'soudan', [{ kind: 'case', ids: [OFFICES.welfare.id] }])).status).toBe(404);
    expect((await cw1.get('/handovers')).status).toBe(403);
  });
});

describe('handing over', () => {
  it('gives all or some to a successor of the same office, in one transaction, on record with ids', async () => {
    const [one, two] = [await walk.register(HOUSEHOLD), await walk.register({ familyKana: 'ベツノ', birthDate: '1970-01-01' })];
    await walk.consent(one.id);
    await transfer();
    expect(expectOk(await handOver(head, 'cw1', 'cw2', [{ kind: 'case', ids: [one.caseId] }]))).toEqual({ handedOver: 1 });
    expect([await worker(one.caseId), await worker(two.caseId)]).toEqual([staffId('cw2'), staffId('cw1')]);

    expect(expectOk(await handOver(head, 'cw1', 'cw2', all(await holdings(head, 'cw1'))))).toEqual({ handedOver: 4 });
    expect(await worker(two.caseId)).toBe(staffId('cw2'));
    expect(all(await holdings(head, 'cw1'))).toEqual([]);
    const queue = expectOk(await (await t.signIn('cw2')).get<Schemas['FollowUpPageDto']>('/follow-ups?view=mine')).items;
    expect(queue.map((item) => item.kind)).toEqual(['consent_paper', 'consent_expiry']);
    const { rows } = await t.owner.query<{ subjects: string[]; detail: Record<string, unknown> }>(
      "select subjects, detail from audit_event where action = 'identity.hand-over' order by xid",
    );
    expect(rows[0]).toEqual({ subjects: [one.id], detail: { from: staffId('cw1'), to: staffId('cw2'), case: [one.caseId] } });
    expect(rows[1]?.subjects.sort()).toEqual([one.id, two.id].sort());
    expect(rows[1]?.detail).toMatchObject({ case: [two.caseId], household: [expect.any(String)], follow_up: [expect.any(String), expect.any(String)] });
  });

  it('hands requests over with the reply that is owed, and writes it into their history', async () => {
    const client = await walk.register();
    await walk.consent(client.id);
    const taken = await walk.move(navi1, await walk.refer(client), 'take');
    const chief = await t.signIn('toukatsu');
    await t.owner.query("update assignment set valid_until = '2027-04-01' where id = $1", [assignmentId('navi1')]);
    const held = await holdings(chief, 'navi1');
    expect(held.at(-1)?.items).toMatchObject([{ id: taken.id, state: 'assigned' }]);
    // The request alone: the due item of its reply follows.
    expectOk(await handOver(chief, 'navi1', 'navi2', [{ kind: 'referral', ids: [taken.id] }]));
    expect(all(await holdings(chief, 'navi1'))).toEqual([]);
    const { rows } = await t.owner.query('select from_status, to_status, staff_id from referral_step where referral_id = $1 order by request_version desc limit 1', [taken.id]);
    expect(rows).toEqual([{ from_status: 'assigned', to_status: 'assigned', staff_id: staffId('toukatsu') }]);
    const accepted = await walk.move(await t.signIn('navi2'), { id: taken.id, version: taken.version + 1 }, 'accept');
    expect(accepted.status).toBe('accepted');
  });

  it('takes nobody but a colleague of today as successor, and never the leaver', async () => {
    const client = await walk.register();
    await transfer();
    const items = [{ kind: 'case', ids: [client.caseId] }] as const;
    for (const to of ['soudan', 'navi1', 'cw1']) {
      expect(await handOver(head, 'cw1', to, items.map((one) => ({ ...one, ids: [...one.ids] })))).toMatchObject({ status: 422, body: { errors: [{ field: 'successorId' }] } });
    }
    expect(await handOver(head, 'cw1', 'cw2', [{ kind: 'case', ids: [] }])).toMatchObject({ status: 422, body: { errors: [{ field: 'items' }] } });
    expect(await worker(client.caseId)).toBe(staffId('cw1'));
  });

  it('passes over what is not the leaver’s (any more): two heads at once hand each thing over once', async () => {
    const client = await walk.register();
    await transfer();
    const items = [{ kind: 'case' as const, ids: [client.caseId, OFFICES.welfare.id] }];
    const both = await Promise.all([handOver(head, 'cw1', 'cw2', items), handOver(head, 'cw1', 'shuro', items)]);
    expect(both.map((one) => expectOk(one).handedOver).sort()).toEqual([0, 1]);
  });

  it('touches nothing of another office: what the head cannot read stays where it is', async () => {
    const soudan = await t.signIn('soudan');
    const other = new Walk(soudan, await t.signIn('soudan-shunin'), navi1);
    const theirs = await other.register({ programme: 'self_reliance', welfareStatus: 'self_reliance' });
    await walk.register();
    await transfer();
    expect(expectOk(await handOver(head, 'cw1', 'cw2', [{ kind: 'case', ids: [theirs.caseId] }]))).toEqual({ handedOver: 0 });
    expect(await worker(theirs.caseId)).toBe(staffId('soudan'));
  });
});

describe('the first of April', () => {
  it('closes the old office to the leaver, text not yet saved included; the head still hands over what is left', async () => {
    const client = await walk.register();
    expectOk(await cw1.put('/drafts/consultation/new', { body: { content: '書きかけ' } }));
    const next = await transfer();

    t.clock.set('2027-03-31T14:59:00Z');
    cw1 = await t.signIn('cw1');
    expect((await cw1.get(`/clients/${client.id}`)).status).toBe(200);
    expect((await cw1.get('/drafts/consultation/new')).status).toBe(200);

    t.clock.set('2027-03-31T15:00:00Z');
    expect((await cw1.get(`/clients/${client.id}`)).status).toBe(403);
    expect((await cw1.get('/drafts/consultation/new')).status).toBe(403);
    const there = cw1.as(next);
    expect((await there.get(`/clients/${client.id}`)).status).toBe(404);
    expect((await there.get('/drafts/consultation/new')).status).toBe(404);
    expect(expectOk(await there.get<Schemas['FollowUpPageDto']>('/follow-ups?view=mine')).items).toEqual([]);

    head = await t.signIn('kakaricho');
    expect(await leavers()).toEqual([{ id: staffId('cw1'), name: '小野寺 健', lastDay: '2027-03-31', held: { case: 1, household: 0, follow_up: 0, referral: 0 } }]);
    expectOk(await handOver(head, 'cw1', 'cw2', all(await holdings(head, 'cw1'))));
    expect(await worker(client.caseId)).toBe(staffId('cw2'));
    // Gone, and with empty hands: no more to be done.
    expect(await leavers()).toEqual([]);
  });
});
