import { staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { NARROW_FORM, PARTS } from '../../world/facts';
import { draftOverHttp } from '../../world/over-http';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw1: ApiSession;
let navi1: ApiSession;
let navi2: ApiSession;
let chief: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  cw1 = await t.signIn('cw1');
  navi1 = await t.signIn('navi1');
  navi2 = await t.signIn('navi2');
  chief = await t.signIn('toukatsu');
});
afterAll(() => t.stop());

interface Item {
  readonly id: string;
  readonly personName: string | null;
  readonly status: string;
  readonly assignedToName: string | null;
}

async function box(session: ApiSession, question: string): Promise<readonly Item[]> {
  return (await ok<{ items: Item[] }>(session.get(`/referrals?${question}`))).items;
}

describe('the tray', () => {
  it('shows the person and exactly the parts and groups that consent covers', async () => {
    const person = await t.world.person({ familyName: '赤松' });
    expect((await navi1.get(`/clients/${person.id}`)).status).toBe(404);
    await t.world.consent(person, { formId: NARROW_FORM });
    const sent = await t.world.sentRequest(person);

    const tray = await box(navi1, 'box=received&state=open');
    expect(tray.find((one) => one.id === sent.id)).toMatchObject({ personName: '赤松　太郎', status: 'sent', direction: 'received', officeName: '山口市福祉事務所' });
    const opened = await ok<Record<string, unknown>>(navi1.get(`/referrals/${sent.id}`));
    expect(opened).toMatchObject({
      parts: PARTS,
      omittedGroups: ['household', 'health', 'income', 'consultation', 'job_search'],
      allowed: ['take', 'accept', 'return', 'decline'],
      nextMove: { mine: true, action: 'assign' },
    });
  });

  it('names what the reader’s role does not read as well', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    const omitted = async (): Promise<readonly string[]> => (await ok<{ omittedGroups: string[] }>(navi1.get(`/referrals/${sent.id}`))).omittedGroups;
    expect(await omitted()).not.toContain('health');
    await t.owner.query("delete from role_item_group where role = 'navigator' and item_group = 'health'");
    try {
      expect(await omitted()).toContain('health');
    } finally {
      await t.owner.query("insert into role_item_group (role, item_group) values ('navigator', 'health')");
    }
  });

  it('is worked by whom it is given to, in both the request and the queue', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    expect((await navi1.post(`/referrals/${sent.id}/assign`, { version: sent.version, staffId: staffId('navi2') })).status).toBe(403);
    const stranger = await chief.post(`/referrals/${sent.id}/assign`, { version: sent.version, staffId: staffId('cw1') });
    expect(stranger).toMatchObject({ status: 422, body: { code: 'unknown_staff' } });
    const assigned = await t.world.move(sent, 'assign', { by: 'toukatsu', staffId: staffId('navi2') });
    expect(assigned.status).toBe('assigned');
    const mine = await ok<{ items: { subjectId: string }[] }>(navi2.get('/follow-ups?view=new'));
    expect(mine.items.map((item) => item.subjectId)).toContain(sent.id);
    await t.world.move(assigned, 'take');
    const after = await ok<{ items: { subjectId: string }[] }>(navi2.get('/follow-ups?view=new'));
    expect(after.items.map((item) => item.subjectId)).not.toContain(sent.id);
  });
});

describe('the reply', () => {
  it('accepts: the clock stops, nothing is owed, and the navigator keeps the person', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    const accepted = await t.world.move(sent, 'accept');
    expect(accepted.status).toBe('accepted');
    const opened = await ok<Record<string, unknown>>(cw1.get(`/referrals/${sent.id}`));
    expect(opened).toMatchObject({ status: 'accepted', assignedToName: '中野 拓也', repliedOn: '2026-11-20', openDaysLeft: null });
    const { rows } = await t.owner.query("select status from follow_up where kind = 'referral_reply' and subject_id = $1", [sent.id]);
    expect(rows).toEqual([{ status: 'done' }, { status: 'done' }]);
    expect(await draftOverHttp(cw1, person)).toMatchObject({ status: 409, body: { code: 'referral_open' } });

    expect((await t.world.move(accepted, 'close')).status).toBe('closed');
    // Closing ends the request and not the sharing.
    expect((await navi1.get(`/clients/${person.id}`)).status).toBe(200);
  });

  it('returns: sharing pauses, and the next sending has a new number and leaves the first packet as it went out', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    const first = await ok<{ documentNumber: string }>(cw1.get(`/referrals/${sent.id}`));
    const unknown = await navi1.post(`/referrals/${sent.id}/return`, { version: sent.version, reason: 'no_such_reason' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown_code', errors: [{ field: 'reason' }] } });

    const returned = await t.world.move(sent, 'return', { reason: 'packet_incomplete', note: '資格を教えてください' });
    expect((await navi1.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await ok(navi1.get(`/referrals/${sent.id}`))).toMatchObject({ status: 'returned', parts: [], personName: null });
    const due = await ok<{ items: { kind: string; subjectId: string }[] }>(cw1.get('/follow-ups?view=mine'));
    expect(due.items).toContainEqual(expect.objectContaining({ kind: 'referral_correct', subjectId: sent.id }));

    const revised = await t.world.move(returned, 'revise');
    // What the sender does now is not the receiver's business.
    expect(await ok(navi1.get(`/referrals/${sent.id}`))).toMatchObject({ status: 'returned', nextMove: { mine: false, action: 'revise' } });
    const edited = await ok<{ id: string; version: number; status: string }>(
      cw1.put(`/referrals/${sent.id}/parts`, { version: revised.version, parts: [...PARTS, { itemGroup: 'plan', body: '清掃を希望' }] }),
    );
    await t.world.move(await t.world.move(edited, 'submit'), 'decide');
    const again = await ok<{ documentNumber: string; parts: object[]; repliedOn: null }>(navi1.get(`/referrals/${sent.id}`));
    expect(again.documentNumber).not.toBe(first.documentNumber);
    expect(again.parts).toHaveLength(3);
    expect(again.repliedOn).toBeNull();
    const { rows } = await t.owner.query(
      'select s.document_number as sent_as, count(*)::int as n from referral_part p left join referral_sending s on s.id = p.sending_id where p.referral_id = $1 group by 1 order by length(s.document_number), 1',
      [sent.id],
    );
    expect(rows).toEqual([
      { sent_as: first.documentNumber, n: 2 },
      { sent_as: again.documentNumber, n: 3 },
    ]);
  });

  it('declines: an end that the sender finds among its tasks', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    const declined = await t.world.move(sent, 'decline', { declinedBy: 'lost_contact' });
    expect(declined.status).toBe('declined');
    expect((await navi1.get(`/clients/${person.id}`)).status).toBe(404);
    const mine = await ok<{ items: { kind: string; subjectId: string; mayFinish: boolean }[] }>(cw1.get('/follow-ups?view=today'));
    expect(mine.items).toContainEqual(expect.objectContaining({ kind: 'task', subjectId: sent.id, mayFinish: true }));
    expect(await navi1.post(`/referrals/${sent.id}/accept`, { version: declined.version })).toMatchObject({ status: 409, body: { code: 'illegal_transition', allowed: [] } });
  });

  it('comes too late when the sender has recalled the request', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    const recalled = await t.world.move(sent, 'recall', { reason: '本人の希望' });
    expect(recalled.status).toBe('recalled');
    expect((await navi1.post(`/referrals/${sent.id}/accept`, { version: sent.version })).status).toBe(412);
    expect(await box(navi1, 'box=received&state=open')).not.toContainEqual(expect.objectContaining({ id: sent.id }));
    const { rows } = await t.owner.query("select distinct status from follow_up where kind = 'referral_reply' and subject_id = $1", [sent.id]);
    expect(rows).toEqual([{ status: 'void' }]);
    expect((await navi1.get(`/clients/${person.id}`)).status).toBe(404);
  });

  it('cannot accept a person whom an expired consent has closed, but can give the request back', async () => {
    const person = await t.world.person();
    await t.world.consent(person, { lastDay: '2026-11-20' });
    const sent = await t.world.sentRequest(person);
    t.clock.set('2026-11-20T15:00:00Z');
    try {
      const later = await t.signIn('navi1');
      expect(await later.post(`/referrals/${sent.id}/accept`, { version: sent.version })).toMatchObject({ status: 409, body: { code: 'sharing_ended' } });
      expect((await t.world.move(sent, 'return', { reason: 'consent_unclear' })).status).toBe('returned');
    } finally {
      t.clock.set('2026-11-20T01:00:00Z');
    }
  });

  it('cannot accept such a person either where it has written about the person itself', async () => {
    const person = await t.world.person();
    await t.world.consent(person, { lastDay: '2026-11-20' });
    const sent = await t.world.sentRequest(person);
    await ok(navi1.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '窓口で話した。' }));
    t.clock.set('2026-11-20T15:00:00Z');
    try {
      const later = await t.signIn('navi1');
      expect((await later.get(`/clients/${person.id}`)).status).toBe(200);
      expect(await later.post(`/referrals/${sent.id}/accept`, { version: sent.version })).toMatchObject({ status: 409, body: { code: 'sharing_ended' } });
    } finally {
      t.clock.set('2026-11-20T01:00:00Z');
    }
  });
});

describe('pages of a tray', () => {
  it('show every request once, in order of reply dates, and count as far as a page', async () => {
    const open = await box(navi1, 'box=received&state=open');
    const wanted = 53 - open.length;
    for (let n = 0; n < wanted; n += 1) {
      const person = await t.world.person();
      await t.world.consent(person);
      await t.world.sentRequest(person);
    }
    interface Page {
      readonly items: Item[];
      readonly nextCursor: string | null;
      readonly total: string;
      readonly more: boolean;
    }
    const first = await ok<Page>(navi1.get('/referrals?box=received&state=open'));
    expect(first).toMatchObject({ total: '50+', more: true });
    expect(first.items).toHaveLength(50);
    const second = await ok<Page>(navi1.get(`/referrals?box=received&state=open&cursor=${first.nextCursor}`));
    expect(second).toMatchObject({ nextCursor: null, more: false });
    expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(53);
    expect((await navi1.get('/referrals?cursor=nonsense')).status).toBe(422);
  }, 60_000);
});
