import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import { TransactionRunner } from '@madoguchi/platform';
import { Client } from 'pg';
import { assignmentId, MUNICIPALITY, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { secondHelloWork } from '../../support/second-office';
import { ok } from '../../support/looks';
import { HELLO_WORK } from '../../world/facts';
import type { Person, Saved } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw1: ApiSession;
let cw2: ApiSession;
let boss: ApiSession;
let navi: ApiSession;
const PHONE = '083-555-0142';
const MEASURE = { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' };

beforeAll(async () => {
  t = await startTestApp();
  [cw1, cw2, boss, navi] = await Promise.all(['cw1', 'cw2', 'kakaricho', 'navi1'].map((login) => t.signIn(login))) as [ApiSession, ApiSession, ApiSession, ApiSession];
});
afterAll(() => t.stop());

interface Page {
  readonly protected: boolean;
  readonly basic: object | null;
  readonly contact: { readonly address: string } | null;
  readonly holderClosedGroups: readonly string[];
  readonly household: { readonly members: readonly { readonly personId: string }[] } | null;
}

interface Shown {
  readonly protections: readonly { readonly id: string; readonly version: number; readonly inForce: boolean; readonly overdue: boolean; readonly expiresOn: string }[];
  readonly releases: readonly { readonly id: string; readonly version: number; readonly inForce: boolean }[];
  readonly adversaries: readonly { readonly name: string; readonly sameWorker: boolean }[];
}

const pageFor = (session: ApiSession, person: Person): Promise<Page> => ok<Page>(session.get(`/clients/${person.id}`));
const protectionOf = (session: ApiSession, person: Person): Promise<Shown> => ok<Shown>(session.get(`/clients/${person.id}/protection`));
const protect = (person: Person, more: object = {}): Promise<{ id: string; version: number }> =>
  ok(cw1.post(`/clients/${person.id}/protection`, { ...MEASURE, ...more }));
const refused = (code: string, status = 409): object => ({ status, body: { code } });
/** As somebody would who runs statements of their own under the application's role. */
async function asks(login: string, text: string, values: readonly unknown[] = []): Promise<readonly object[]> {
  const app = new Client({ connectionString: t.database.connections.app });
  await app.connect();
  try {
    await app.query('begin');
    await app.query(`select set_config('app.assignment', $1, true), set_config('app.purpose', 'support', true), set_config('app.now', $2, true)`, [assignmentId(login), t.clock.now().toISOString()]);
    return (await app.query<object>(text, [...values])).rows;
  } finally {
    await app.end();
  }
}
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('The list is empty');
  return one;
};

/** A person whose address the city wrote down and whom Hello Work reads by consent. */
async function sharedPerson(familyName: string): Promise<Person> {
  const person = await t.world.person({ familyName });
  await ok(cw1.put(`/clients/${person.id}/contact`, { version: 1, phone: PHONE, address: '山口市秘密町1-2-3' }));
  await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'accept');
  return person;
}

describe('a measure in force', () => {
  it('marks the person in the queue of whoever knows of them, and tells nothing in another', async () => {
    const person = await t.world.person({ familyName: '保護列' });
    await protect(person);
    for (const office of [OFFICES.welfare, OFFICES.helloWork]) {
      await t.owner.query(
        `insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, waiting, written_by, entered_at)
         values (gen_random_uuid(), $1, $2, $3, 'task', gen_random_uuid(), '2026-11-20', 'open', $4, false, $5, $4)`,
        [MUNICIPALITY.id, office.id, person.id, t.clock.now(), staffId('cw1')],
      );
    }
    const inQueue = async (session: ApiSession): Promise<readonly object[]> =>
      (await ok<{ items: readonly { personId: string; kind: string }[] }>(session.get('/follow-ups?view=office'))).items.filter((item) => item.personId === person.id && item.kind === 'task');
    expect(await inQueue(cw1)).toMatchObject([{ number: person.number, protected: true }]);
    expect(await inQueue(navi)).toMatchObject([{ number: null, personName: null, protected: false }]);
  });

  it('closes to the other office what locates the person, and names it; the rest and the warning stay', async () => {
    const person = await sharedPerson('保護一');
    expect((await pageFor(navi, person)).contact?.address).toBe('山口市秘密町1-2-3');
    await protect(person);
    const page = await pageFor(navi, person);
    expect(page).toMatchObject({ protected: true, contact: null, household: null });
    expect(page.basic).not.toBeNull();
    expect(page.holderClosedGroups).toEqual(['contact', 'household', 'consultation', 'plan', 'job_search', 'placement']);
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ inForce: true, expiresOn: '2027-10-31' }]);
    expect((await pageFor(cw1, person)).contact?.address).toBe('山口市秘密町1-2-3');
  });

  it('is not confirmed by a search for a phone, in no office; a name is still found and marked', async () => {
    const person = await sharedPerson('保護二');
    const found = async (text: string): Promise<readonly { id: string; protected: boolean }[]> =>
      (await ok<{ hits: { id: string; protected: boolean }[] }>(cw1.post('/clients/search', { text }))).hits.filter((hit) => hit.id === person.id);
    expect(await found('0142')).toHaveLength(1);
    await protect(person);
    expect(await found('0142')).toEqual([]);
    expect(await found(person.number)).toMatchObject([{ protected: true }]);
    const late = await cw1.put(`/clients/${person.id}/contact`, { version: 1, phone: PHONE });
    expect(late).toMatchObject(refused('stale', 412));
    expect(JSON.stringify(late.body)).not.toContain('秘密町');
  });

  it('covers who asked for protection together, and leaves nobody in another household view', async () => {
    const household = { caseNumber: '保護-01', householdType: 'single_parent' };
    const [mother, child] = [await t.world.person({ familyName: '親子' }), await t.world.person({ familyName: '親子' })];
    const other = await t.world.person({ familyName: '同居' });
    for (const [person, relation] of [[mother, 'head'], [child, 'child'], [other, 'other']] as const) {
      await ok(cw1.put(`/clients/${person.id}/contact`, { version: 1, address: '山口市秘密町4' }));
      await joinHousehold(person, household.caseNumber, relation);
    }
    expect((await pageFor(cw1, other)).household?.members).toHaveLength(3);
    await protect(mother, { companions: [child.id] });
    expect((await protectionOf(cw1, child)).protections).toMatchObject([{ inForce: true, accompanies: true }]);
    expect((await pageFor(cw1, other)).household?.members.map((member) => member.personId)).toEqual([other.id]);
    expect((await pageFor(cw1, mother)).household?.members.map((member) => member.personId)).toEqual([mother.id, other.id]);
  });

  it('leaves each office of one organisation what it wrote itself of where the person goes, and no more', async () => {
    const second = await secondHelloWork(t);
    const person = await t.world.person();
    await t.world.consent(person, { wholeOrganisation: true });
    for (const [acceptedBy, to] of [['navi1', HELLO_WORK], [second.login, second.id]] as const) {
      await t.world.acceptedRequest(person, { to, acceptedBy });
    }
    const write = (session: ApiSession, content: string): Promise<unknown> => ok(session.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content }));
    await write(navi, '第一で');
    await write(second.navi, '第二で');
    const read = async (session: ApiSession): Promise<readonly string[]> =>
      (await ok<{ items: { content: string }[] }>(session.get(`/clients/${person.id}/consultations`))).items.map((one) => one.content).sort();
    for (const session of [navi, second.navi, cw1]) expect(await read(session)).toEqual(['第一で', '第二で']);
    await protect(person);
    expect([await read(navi), await read(second.navi), await read(cw1)]).toEqual([['第一で'], ['第二で'], []]);
    // What is not seen is not changed, past every rule of the application too.
    const { rows } = await t.owner.query<{ id: string }>("select id from consultation where person_id = $1 and content = '第二で'", [person.id]);
    const changed = await t.app.get(TransactionRunner).run(t.ctx('navi1'), (tx) => tx.query('update consultation set version = version + 1 where id = $1 returning id', [first(rows).id]));
    expect(changed).toEqual([]);
    // Who answers a 開示請求 for the whole organisation is not left with a pack that is short unseen.
    const question = { requestedOn: '2026-11-20', requesterKind: 'self', requesterName: '本人', identityCheck: 'photo_id', askedFor: '相談の記録' };
    const requested = await ok<Saved>(second.navi.post(`/clients/${person.id}/disclosure-requests`, question));
    const review = () => second.navi.post(`/disclosure-requests/${requested.id}/begin-review`, { version: 1 });
    expect(await review()).toMatchObject(refused('colleagues_hold_more'));
    // Two persons of the holder let it out.
    const wish = { recipientOfficeId: second.id, itemGroups: ['consultation'], reason: '引き継ぐ', lastsDays: 3 };
    const asked = await ok<Saved>(navi.post(`/clients/${person.id}/protection-releases`, wish));
    expect(await navi.post(`/clients/${person.id}/protection-releases`, wish)).toMatchObject(refused('already_asked'));
    await ok((await t.signIn('toukatsu')).post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    expect([await read(navi), await read(second.navi)]).toEqual([['第一で'], ['第一で', '第二で']]);
    expect(await review()).toMatchObject({ status: 200 });
    expect(await second.navi.post(`/clients/${person.id}/protection`, MEASURE)).toMatchObject({ status: 201 });
    expect(await navi.post(`/clients/${person.id}/protection`, MEASURE)).toMatchObject(refused('already_protected'));
  });

  it('is recorded once, by an office that holds the person', async () => {
    const person = await t.world.person();
    await protect(person);
    expect(await cw2.post(`/clients/${person.id}/protection`, MEASURE)).toMatchObject(refused('already_protected'));
    expect(await navi.post(`/clients/${person.id}/protection`, MEASURE)).toMatchObject({ status: 404 });
    expect(await cw1.post(`/clients/${(await t.world.person()).id}/protection`, { kind: 'official', startedOn: '2026-11-21', expiresOn: '2027-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'future_date', errors: [{ field: 'startedOn' }] },
    });
  });
});

describe('its end', () => {
  it('does not come by itself: past its last day it works on and is said to be overdue', async () => {
    const person = await sharedPerson('期限');
    await protect(person, { expiresOn: '2026-11-20' });
    t.clock.addDays(1);
    try {
      const tomorrow = await t.signIn('navi1');
      expect(await pageFor(tomorrow, person)).toMatchObject({ protected: true, contact: null });
      expect((await protectionOf(tomorrow, person)).protections).toMatchObject([{ inForce: true, overdue: true }]);
    } finally {
      t.clock.addDays(-1);
    }
  });

  it('takes two persons; then the consent lets through again what it said', async () => {
    const person = await sharedPerson('終了');
    const { id } = await protect(person);
    const asked = await ok<{ version: number }>(cw1.post(`/protection/${id}/ask-end`, { version: 1, reason: '本人の申し出', answeredOn: '2026-11-20', answeredBy: '山口市 市民課' }));
    const confirmed = { version: asked.version };
    // Who asks inside the keeping office, and why, is not for the other one.
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ inForce: true, endAskedByName: null, endReason: null }]);
    expect((await protectionOf(cw2, person)).protections).toMatchObject([{ endReason: '本人の申し出' }]);
    expect(await cw1.post(`/protection/${id}/confirm-end`, confirmed)).toMatchObject(refused('second_person'));
    expect(await cw2.post(`/protection/${id}/confirm-end`, confirmed)).toMatchObject(refused('not_decider'));
    expect((await pageFor(navi, person)).contact).toBeNull();
    await ok(boss.post(`/protection/${id}/confirm-end`, confirmed));
    expect(await pageFor(navi, person)).toMatchObject({ protected: false, contact: { address: '山口市秘密町1-2-3' } });
    expect(await boss.post(`/protection/${id}/confirm-end`, { version: 3 })).toMatchObject(refused('already_ended'));
  });

  it('that was asked for falls with a renewal', async () => {
    const person = await t.world.person();
    const { id } = await protect(person);
    await ok(cw1.post(`/protection/${id}/ask-end`, { version: 1, reason: '誤り', answeredOn: '2026-11-20', answeredBy: '山口市 市民課' }));
    await ok(cw1.post(`/protection/${id}/renew`, { version: 2, renewedOn: '2026-11-20', expiresOn: '2028-10-31' }));
    expect(await boss.post(`/protection/${id}/confirm-end`, { version: 3 })).toMatchObject(refused('end_not_asked'));
    const { rows } = await t.owner.query<{ kind: string; due: string; status: string }>(
      'select kind, due_on::text as due, status from follow_up where subject_id = $1 order by kind, due_on',
      [id],
    );
    expect(rows).toEqual([
      { kind: 'protection_decision', due: '2026-11-20', status: 'void' },
      { kind: 'protection_expiry', due: '2027-09-21', status: 'done' },
      { kind: 'protection_expiry', due: '2028-09-21', status: 'open' },
    ]);
  });

  it('cannot be written past the rule either: the database asks for the second person too', async () => {
    const person = await t.world.person();
    const { id } = await protect(person);
    await ok(cw1.post(`/protection/${id}/ask-end`, { version: 1, reason: '誤り', answeredOn: '2026-11-20', answeredBy: '山口市 市民課' }));
    await expect(asApp('cw1', `update protection set ended_at = app_now(), ended_by = current_staff() where id = '${id}'`)).rejects.toThrow('two persons');
    await expect(asApp('cw2', `update protection set ended_at = app_now(), ended_by = current_staff() where id = '${id}'`)).rejects.toThrow('two persons');
  });
});

describe('a 秘匿 of the office’s own', () => {
  const mark = (person: Person, by = navi, more: object = {}): Promise<{ id: string }> => ok(by.post(`/clients/${person.id}/protection`, { kind: 'local', startedOn: '2026-11-20', ...more }));
  const items = async (id: string): Promise<readonly string[]> =>
    (await t.owner.query<{ told: string }>('select f.kind || \' \' || o.kind as told from follow_up f join office o on o.id = f.office_id where f.subject_id = $1 order by 1', [id])).rows.map((row) => row.told);
  const later = async (days: number, look: () => Promise<void>): Promise<void> => {
    t.clock.addDays(days);
    try {
      await look();
    } finally {
      t.clock.addDays(-days);
    }
  };

  it('hides from everybody else for ten open days, and then no more: no party cuts off two others for ever', async () => {
    const person = await sharedPerson('窓口');
    const soudan = await t.signIn('soudan');
    const { id } = await mark(person, cw1);
    expect(await pageFor(navi, person)).toMatchObject({ protected: true, contact: null });
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ kind: 'local', inForce: true, ended: false, lapsesAt: '2026-12-07T15:00:00.000Z', dangerAtRegistrar: null }]);
    // Ten open days: a holiday and two weekends lie between.
    await later(17, async () => expect(await pageFor(await t.signIn('navi1'), person)).toMatchObject({ protected: true, contact: null }));
    await later(18, async () => {
      const desk = await t.signIn('navi1');
      expect(await pageFor(desk, person)).toMatchObject({ protected: false, contact: { address: '山口市秘密町1-2-3' } });
      expect((await protectionOf(desk, person)).protections).toMatchObject([{ inForce: false, ended: false }]);
    });
    expect((await soudan.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await items(id)).toEqual(['protection_expiry welfare', 'protection_review welfare']);
  });

  it('is told to the office that registered the person, and to nobody there where the danger is', async () => {
    const [told, silent] = [await sharedPerson('通知'), await sharedPerson('沈黙')];
    expect(await items((await mark(told)).id)).toEqual(['protection_expiry hello_work', 'protection_notice welfare']);
    expect(await items((await mark(silent, navi, { dangerAtRegistrar: true })).id)).toEqual(['protection_expiry hello_work', 'protection_review hello_work']);
    expect((await protectionOf(navi, silent)).protections).toMatchObject([{ dangerAtRegistrar: true }]);
  });

  it('leaves the office at which the danger is as if there were none; the others are warned', async () => {
    const person = await sharedPerson('無音');
    const seen = async (): Promise<object> => ({
      page: await ok<object>(cw1.get(`/clients/${person.id}`)),
      measures: await ok<object>(cw1.get(`/clients/${person.id}/protection`)),
      byPhone: (await ok<{ hits: { id: string }[] }>(cw1.post('/clients/search', { text: '0142' }))).hits.filter((hit) => hit.id === person.id),
      presence: await ok<object>(cw1.post(`/clients/${person.id}/presence`)),
      given: await ok<object>(cw1.get(`/clients/${person.id}/disclosures`)),
      raw: await asks('cw1', 'select person_protected($1) as told, array(select persons_protected(array[$1::uuid])) as marked, (select count(*)::integer from protection where person_id = $1) as measures', [person.id]),
    });
    const before = await seen();
    const { id } = await mark(person, navi, { dangerAtRegistrar: true });
    await ok(navi.post(`/protection/${id}/ask-prolonging`, { version: 1, reason: '秘密の理由' }));
    // Looks rise by those of this test itself; the revision is a word for what is open, and makes the screen read again what is the same.
    const silent = (of: object): unknown => JSON.parse(JSON.stringify(of, (key, value: unknown) => (['given', 'revision'].includes(key) ? null : value)));
    const after = await seen();
    expect(silent(after)).toEqual(silent(before));
    expect(JSON.stringify(after)).not.toContain('秘匿');
    expect(await asks('cw1', 'select k.* from measure_kept($1) k', [id])).toEqual([]);
    expect(await pageFor(navi, person)).toMatchObject({ protected: true, contact: null });
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ dangerAtRegistrar: true, prolongReason: '秘密の理由', prolongAskedByName: expect.any(String) as string }]);
    // Whoever is not told records a measure as ever.
    await protect(person);
    expect((await protectionOf(cw1, person)).protections).toMatchObject([{ kind: 'official', inForce: true }]);
    expect((await protectionOf(navi, person)).protections).toHaveLength(2);
  });

  it.each(['danger_at_registrar', 'end_reason', 'prolong_reason', 'answered_by', 'answered_on', 'end_asked_by', 'prolong_asked_by'])('keeps in its own office: %s', async (column) => {
    for (const login of ['cw1', 'navi1']) await expect(asks(login, `select ${column} from protection`)).rejects.toMatchObject({ code: '42501' });
  });

  it('is prolonged on the day on which it was recorded as well, and that takes back an end that was asked for', async () => {
    const person = await sharedPerson('即日');
    const { id } = await mark(person, cw1);
    await ok(cw1.post(`/protection/${id}/ask-end`, { version: 1, reason: '誤り' }));
    await ok(cw1.post(`/protection/${id}/ask-prolonging`, { version: 2, reason: '続いている' }));
    await ok(boss.post(`/protection/${id}/confirm-prolonging`, { version: 3 }));
    expect(await boss.post(`/protection/${id}/confirm-end`, { version: 4 })).toMatchObject(refused('end_not_asked'));
    const { rows } = await t.owner.query<{ told: string }>("select kind || ' ' || status as told from follow_up where subject_id = $1 order by 1", [id]);
    expect(rows.map((row) => row.told)).toEqual(['protection_decision done', 'protection_decision done', 'protection_expiry done', 'protection_expiry open', 'protection_review done']);
  });

  it('is prolonged by two persons of its keeper, and ended by two, by nobody else', async () => {
    const person = await sharedPerson('延長');
    const { id } = await mark(person);
    const chief = await t.signIn('toukatsu');
    for (const other of [cw1, boss]) expect(await other.post(`/protection/${id}/ask-prolonging`, { version: 1, reason: '争う' })).toMatchObject({ status: 404 });
    await ok(navi.post(`/protection/${id}/ask-prolonging`, { version: 1, reason: '危険が続いている' }));
    expect(await navi.post(`/protection/${id}/confirm-prolonging`, { version: 2 })).toMatchObject(refused('second_person'));
    await later(5, async () => {
      await ok((await t.signIn('toukatsu')).post(`/protection/${id}/confirm-prolonging`, { version: 2 }));
    });
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ lapsesAt: '2026-12-09T15:00:00.000Z' }]);
    await later(16, async () => expect(await pageFor(await t.signIn('cw1'), person)).toMatchObject({ protected: true }));
    // Over by itself, and still not the next one's to record alone.
    await later(30, async () => {
      const desk = await t.signIn('navi1');
      expect(await desk.post(`/clients/${person.id}/protection`, { kind: 'local', startedOn: '2026-11-20' })).toMatchObject(refused('already_protected'));
    });
    await ok(navi.post(`/protection/${id}/ask-end`, { version: 3, reason: '本人と確認した' }));
    await ok(chief.post(`/protection/${id}/confirm-end`, { version: 4 }));
    expect((await protectionOf(navi, person)).protections).toMatchObject([{ inForce: false, ended: true }]);
  });
});

describe('a release', () => {
  const ask = (person: Person, more: object = {}): Promise<{ id: string; version: number }> =>
    ok(cw1.post(`/clients/${person.id}/protection-releases`, { recipientOfficeId: HELLO_WORK, itemGroups: ['contact'], reason: '連絡のため', lastsDays: 3, ...more }));

  it('opens one group to one office for a time, when a second person has decided', async () => {
    const person = await sharedPerson('提供');
    await protect(person);
    const asked = await ask(person);
    expect(await cw1.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject(refused('second_person'));
    expect(await cw2.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject(refused('not_decider'));
    expect(await navi.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject({ status: 404 });
    expect((await pageFor(navi, person)).contact).toBeNull();
    await ok(boss.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    const page = await pageFor(navi, person);
    expect(page.contact?.address).toBe('山口市秘密町1-2-3');
    expect(page.holderClosedGroups).not.toContain('contact');
    expect(page.holderClosedGroups).toContain('household');
    t.clock.addDays(3);
    try {
      expect((await pageFor(await t.signIn('navi1'), person)).contact).toBeNull();
    } finally {
      t.clock.addDays(-3);
    }
  });

  it('is taken back by one person at once, and opens nothing without a consent', async () => {
    const person = await sharedPerson('取消');
    await protect(person);
    const asked = await ask(person);
    await ok(boss.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    await ok(cw2.post(`/protection-releases/${asked.id}/revoke`, { version: 2 }));
    expect((await pageFor(navi, person)).contact).toBeNull();

    const unshared = await t.world.person();
    await protect(unshared);
    const second = await ask(unshared);
    await ok(boss.post(`/protection-releases/${second.id}/decide`, { version: 1, decision: 'approved' }));
    expect((await navi.get(`/clients/${unshared.id}`)).status).toBe(404);
  });

  it('may be decided by a deputy, in the days for which a supervisor named one', async () => {
    const person = await sharedPerson('代理');
    await protect(person);
    const asked = await ask(person);
    const deputy = { staffId: staffId('cw2'), validFrom: '2026-11-20', lastDay: '2026-11-21' };
    expect(await cw1.post('/protection-deputies', deputy)).toMatchObject({ status: 403 });
    await ok(boss.post('/protection-deputies', deputy));
    await ok(cw2.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'refused' }));
    expect(first((await protectionOf(cw1, person)).releases)).toMatchObject({ inForce: false });
    expect((await pageFor(navi, person)).contact).toBeNull();
    await t.owner.query('delete from protection_deputy');
  });

  it('leaves a trace of every attempt, refused ones included', async () => {
    const person = await sharedPerson('記録');
    await protect(person);
    const asked = await ask(person);
    await ok(boss.post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'refused' }));
    const { rows } = await t.owner.query<{ action: string }>(
      "select action from audit_event where $1 = any(subjects) and action like 'protection.%' order by xid, at", [person.id]);
    expect(rows.map((row) => row.action)).toEqual(['protection.record', 'protection.ask-release', 'protection.refuse-release']);
  });
});

describe('a release of another organisation', () => {
  it('gives out what that organisation holds, and not what the city wrote down', async () => {
    const person = await sharedPerson('他機関');
    await ok(navi.put(`/clients/${person.id}/contact`, { version: 0, address: '宇部市職安町9' }));
    await protect(person);
    const asked = await ok<{ id: string }>(
      navi.post(`/clients/${person.id}/protection-releases`, { recipientOfficeId: OFFICES.selfReliance.id, itemGroups: ['contact'], reason: '連絡のため', lastsDays: 3 }),
    );
    await ok((await t.signIn('toukatsu')).post(`/protection-releases/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    // The recipient has a consent of its own for the city's records, say: the measure of the city goes on holding them.
    await t.owner.query(
      `insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
       select $1, $2, r.source_organisation_id, 'consent', $1, 'support', '{basic,contact}', r.valid_from, r.valid_until
       from access_reason r where r.person_id = $1 and r.purpose = 'support' and r.kind in ('ownership', 'authorship')`,
      [person.id, OFFICES.selfReliance.id],
    );
    await t.owner.query('begin; ' + "select set_config('app.now', '2026-11-20T01:00:00Z', true)" + `; select access_rebuild('${person.id}'); commit`);
    const { rows } = await t.owner.query<{ name: string }>(
      `select g.name from access_mask c join organisation g on g.id = c.source_organisation_id join item_group i on i.code = 'contact' and c.groups & (1 << i.bit) <> 0
       where c.person_id = $1 and c.grantee_office_id = $2 and c.valid_until > '2026-11-20T01:00:00Z'`,
      [person.id, OFFICES.selfReliance.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.name).toContain('労働局');
  });
});

describe('the other side', () => {
  it('never has the same worker nor the same day at the same counter', async () => {
    const [victim, other] = [await t.world.person({ familyName: '被害' }), await t.world.person({ by: 'cw2', familyName: '相手' })];
    const { id } = await protect(victim);
    expect(await cw1.post(`/protection/${id}/adversaries`, { name: '相手 太郎', relation: 'spouse', number: 'R99-99999' })).toMatchObject({
      status: 422,
      body: { code: 'unknown_number' },
    });
    await ok(cw1.post(`/protection/${id}/adversaries`, { name: '相手 太郎', relation: 'spouse', number: other.number }));
    expect((await protectionOf(cw1, victim)).adversaries).toMatchObject([{ name: '相手 太郎', sameWorker: false }]);
    const visit = (session: ApiSession, person: Person, on: string): Promise<{ status: number; body: object }> =>
      session.post(`/clients/${person.id}/consultations`, {
        caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '来所',
        next: { plannedOn: on, plannedTime: '10:00', place: '1番窓口', staffId: staffId('cw1') },
      });
    expect((await visit(cw1, victim, '2026-12-01')).status).toBe(201);
    const sameDay = await visit(cw2, other, '2026-12-01');
    expect(sameDay).toMatchObject(refused('choose_another'));
    expect((await visit(cw2, other, '2026-12-02')).status).toBe(201);
    await t.world.consent(victim);
    await t.world.consent(other, { by: 'cw2' });
    await t.world.move(await t.world.sentRequest(victim), 'take');
    const second = await t.world.sentRequest(other, { by: 'cw2' });
    const sameWorker = await navi.post<object>(`/referrals/${second.id}/take`, { version: second.version });
    // Which of the two it was would tell where the other one is.
    expect({ ...sameWorker.body, requestId: '', instance: '' }).toEqual({ ...sameDay.body, requestId: '', instance: '' });
  });
});

describe('a file', () => {
  it('made under a measure withholds the workplace; one made before is refused from then on', async () => {
    const person = await sharedPerson('出力');
    await ok(
      navi.post(`/clients/${person.id}/placements`, {
        caseId: person.caseId, hiredOn: '2026-11-10', route: 'self', term: 'regular', hours: 'full_time', permanentEmployee: true, dispatched: false,
        weeklyHours: 38.5, employerName: '秘密商店', occupation: '秘密職',
      }),
    );
    await t.owner.query("update placement set status = 'confirmed', confirmed_on = '2026-11-11', confirmed_by = written_by where person_id = $1", [person.id]);
    const before = await fileOf('navi1');
    expect(before.text).toContain('秘密商店');
    await protect(person);
    await expect(chunkOf('navi1', before.id)).rejects.toMatchObject({ code: 'export_closed' });
    const after = await fileOf('navi1');
    expect(after.text).toContain(person.number);
    expect(after.text).not.toContain('秘密商店');
    expect(after.text).not.toContain('秘密職');
  });
});

describe('a file that is written while a measure is being recorded', () => {
  it('is closed with the measure, whichever transaction began first', async () => {
    const person = await sharedPerson('同時');
    const { id, text } = await fileOf('navi1');
    expect(text).toContain(person.number);
    await protect(person);
    // The measure's transaction began before the file was asked for, and ended after it was written.
    await t.owner.query("update protection set started_at = started_at - interval '60 seconds' where person_id = $1", [person.id]);
    await expect(chunkOf('navi1', id)).rejects.toMatchObject({ code: 'export_closed' });
    await expect(asApp('navi1', `select position from export_chunk where export_id = '${id}'`)).resolves.toEqual([]);
  });
});

describe('a file that names a sending only', () => {
  it('is refused as well when a measure begins after it was asked for: it names the counter', async () => {
    const person = await sharedPerson('送付');
    const before = await fileOf('navi1');
    expect(before.text).toContain(person.number);
    t.clock.addSeconds(60);
    await protect(person);
    await expect(chunkOf('navi1', before.id)).rejects.toMatchObject({ code: 'export_closed' });
    expect((await fileOf('navi1')).text).toContain(person.number);
    t.clock.addSeconds(-60);
  });
});

/** A statement as the runtime role, past every rule of the application. */
function asApp(login: string, sql: string): Promise<object[]> {
  return t.app.get(TransactionRunner).run(t.ctx(login), (tx) => tx.query(sql));
}

async function joinHousehold(person: Person, caseNumber: string, relation: string): Promise<void> {
  await t.owner.query(
    `with h as (
       insert into household (id, municipality_id, source_office_id, source_organisation_id, case_number, household_type, written_by, entered_at)
       select gen_random_uuid(), municipality_id, source_office_id, source_organisation_id, $2, 'single_parent', written_by, entered_at from person where id = $1
       on conflict (source_office_id, case_number) do update set version = household.version returning id)
     insert into household_member (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, household_id, relation, joined_on)
     select gen_random_uuid(), p.id, p.municipality_id, p.source_office_id, p.source_organisation_id, p.written_by, p.entered_at, h.id, $3, '2026-11-01' from person p, h where p.id = $1`,
    [person.id, caseNumber, relation],
  );
}

async function fileOf(login: string): Promise<{ id: string; text: string }> {
  const ctx = t.ctx(login, 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  return { id, text: await chunkOf(login, id) };
}

async function chunkOf(login: string, id: string): Promise<string> {
  return (await t.app.get(ReadExports, { strict: false }).chunk(t.ctx(login, 'report'), id, 0)).toString('utf8');
}
