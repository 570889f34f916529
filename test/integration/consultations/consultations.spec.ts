import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { auditOf, bodyOf, dueItems } from '../../support/looks';
import { lettingBack } from '../../world/facts';
import { formOfEverything } from '../../world/own-form';
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

interface Line {
  readonly id: string;
  readonly own: boolean;
  readonly content: string;
  readonly nextAppointment: { readonly id: string; readonly status: string; readonly version: number } | null;
}

const contact = { occurredOn: '2026-11-18', mode: 'counter', attended: true, content: '応募先について話した' };

function record(client: Person, more: object = {}, session = cw): Promise<ApiAnswer> {
  return session.post(`/clients/${client.id}/consultations`, { ...contact, caseId: client.caseId, ...more });
}

async function feed(client: Person, session: ApiSession): Promise<readonly Line[]> {
  const answer = await session.get(`/clients/${client.id}/consultations`);
  expect(answer.status).toBe(200);
  return bodyOf<{ items: readonly Line[] }>(answer).items;
}

describe('支援経過', () => {
  it('shows the newest contact first, whenever it was typed, with author, office and day of entry', async () => {
    const client = await t.world.person();
    await record(client, { occurredOn: '2026-11-19', content: '後' });
    await record(client, { occurredOn: '2026-11-10', content: '先', mode: 'telephone', attended: false, absenceReason: 'illness' });
    expect(await feed(client, cw)).toMatchObject([
      { content: '後', occurredOn: '2026-11-19', authorName: '小野寺 健', officeName: OFFICES.welfare.name, own: true },
      { content: '先', absenceReason: 'illness', attended: false, correctsId: null, enteredAt: t.clock.now().toISOString() },
    ]);
  });

  it.each([
    ['a day to come', { occurredOn: '2026-11-21' }, 'occurredOn', 'future_date'],
    ['an absence without a reason', { attended: false }, 'absenceReason', 'absence_reason_required'],
    ['a reason though the person came', { absenceReason: 'illness' }, 'absenceReason', 'absence_reason_not_expected'],
    ['an unknown mode', { mode: 'telepathy' }, 'mode', 'unknown_code'],
    ['no words', { content: ' ' }, 'content', 'required'],
    ['too many words', { content: '長'.repeat(4001) }, 'content', 'too_long'],
    [
      'an appointment before the contact',
      { next: { plannedOn: '2026-11-17', place: '窓口', staffId: staffId('cw1') } },
      'next.plannedOn',
      'planned_before_contact',
    ],
    ['an appointment with somebody of another office', { next: { plannedOn: '2026-12-01', place: '窓口', staffId: staffId('navi1') } }, 'next.staffId', 'unknown_staff'],
    ['a time that is none', { next: { plannedOn: '2026-12-01', plannedTime: '25:00', place: '窓口', staffId: staffId('cw1') } }, 'next.plannedTime', 'format'],
  ])('refuses %s, names the field, and writes nothing', async (_name, wrong, field, code) => {
    const client = await t.world.person();
    expect(await record(client, wrong)).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await feed(client, cw)).toEqual([]);
  });

  it('is put right by one correcting line of the same organisation and the same person', async () => {
    const client = await t.world.person();
    const other = await t.world.person();
    await t.world.consent(client);
    await t.world.acceptedRequest(client);
    const { id } = bodyOf<{ id: string }>(await record(client));
    expect((await record(other, { correctsId: id })).status).toBe(404);
    expect((await record(client, { correctsId: id }, navi)).status).toBe(404);
    const corrected = await record(client, { correctsId: id, content: '応募先は二つだった' });
    expect(corrected.status).toBe(201);
    expect(await record(client, { correctsId: id })).toMatchObject({ status: 409, body: { code: 'already_corrected' } });
    const correctionId = bodyOf<{ id: string }>(corrected).id;
    expect(await feed(client, cw)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, content: contact.content, correctedById: correctionId }),
        expect.objectContaining({ id: correctionId, correctsId: id, correctedById: null }),
      ]),
    );
  });

  it('is shared only in the groups of the consent, and what Hello Work wrote stays with it', async () => {
    const client = await t.world.person();
    await record(client, { content: '市の記録' });
    const scopes = [...lettingBack('basic', 'placement').scopes, { direction: 'to_recipient', itemGroup: 'consultation', purpose: 'support' } as const];
    const consent = await t.world.consent(client, { formId: await formOfEverything(t.owner), scopes });
    await t.world.acceptedRequest(client);
    await record(client, { content: '安定所の記録' }, navi);
    expect((await feed(client, navi)).map((line) => line.content).sort()).toEqual(['安定所の記録', '市の記録'].sort());
    expect((await feed(client, cw)).map((line) => line.content)).toEqual(['市の記録']);
    await t.world.withdraw(consent);
    expect(await feed(client, navi)).toMatchObject([{ content: '安定所の記録', own: true }]);
    // It goes on with its own client without naming a case that it may not see any more.
    expect((await record(client, { content: '撤回後の記録', caseId: undefined }, navi)).status).toBe(201);
    expect((await feed(client, cw)).map((line) => line.content)).toEqual(['市の記録']);
  });

  it('is closed to whoever may not see the person, and to a role that reads no consultations', async () => {
    const client = await t.world.person();
    await record(client);
    expect((await navi.get(`/clients/${client.id}/consultations`)).status).toBe(404);
    expect((await record(client, {}, navi)).status).toBe(404);
    const reception = await t.signIn('uketsuke');
    expect(await feed(client, reception)).toEqual([]);
    expect((await record(client, {}, reception)).status).toBe(403);
  });

  it('takes no case of another person', async () => {
    const client = await t.world.person();
    const other = await t.world.person();
    expect((await record(client, { caseId: other.caseId })).status).toBe(404);
  });

  it('leaves on record who looked', async () => {
    const client = await t.world.person();
    await feed(client, cw);
    expect(await auditOf(t, client.id, 'consultations.read')).toMatchObject([{ staff: staffId('cw1'), purpose: 'support' }]);
  });
});

describe('次回予定', () => {
  const next = { plannedOn: '2026-11-20', plannedTime: '13:30', place: '窓口2番', staffId: staffId('cw2') };

  it.each([
    ['kept', 'done'],
    ['missed', 'done'],
    ['cancelled', 'void'],
  ])('is due on its day for the colleague it was made with, and ends %s', async (status, item) => {
    const client = await t.world.person();
    const { appointmentId } = bodyOf<{ appointmentId: string }>(await record(client, { next }));
    const due = { office: OFFICES.welfare.id, milestone: '', dueOn: '2026-11-20', assignee: staffId('cw2') };
    expect(await dueItems(t, 'appointment', appointmentId)).toEqual([{ ...due, status: 'open' }]);
    expect(await feed(client, cw)).toMatchObject([{ nextAppointment: { id: appointmentId, plannedTime: '13:30', staffName: '平井 さつき', status: 'planned' } }]);
    expect((await cw.post(`/appointments/${appointmentId}/outcome`, { version: 1, status })).body).toEqual({ id: appointmentId, version: 2, status });
    expect(await dueItems(t, 'appointment', appointmentId)).toEqual([{ ...due, status: item }]);
    expect(await cw.post(`/appointments/${appointmentId}/outcome`, { version: 2, status })).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
  });

  it('is settled by its own organisation only, once its day has come', async () => {
    const client = await t.world.person();
    await t.world.consent(client);
    await t.world.acceptedRequest(client);
    const { appointmentId } = bodyOf<{ appointmentId: string }>(await record(client, { next: { ...next, plannedOn: '2026-11-27' } }));
    expect((await navi.post(`/appointments/${appointmentId}/outcome`, { version: 1, status: 'kept' })).status).toBe(404);
    expect(await cw.post(`/appointments/${appointmentId}/outcome`, { version: 1, status: 'kept' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'status', code: 'future_date' }] },
    });
  });
});
