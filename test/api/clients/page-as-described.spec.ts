import { SHAREABLE_GROUPS } from '@madoguchi/access';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { unlike } from '../../support/described-answer';
import { ok } from '../../support/looks';
import type { Schemas } from '../../world/over-http';

// Real: the answer that the database writes, and the interface as the built application describes it. Whatever a person's
// page shows, it has the fields that the screens compile against: none more, none fewer, each of its type.
type Page = Schemas['ClientPageDto'];

let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
});
afterAll(() => t.stop());

/** The page, which must be as described. */
async function pageFor(session: ApiSession, person: { readonly id: string }): Promise<Page> {
  const page = await ok<Page>(session.get(`/clients/${person.id}`));
  expect(unlike('ClientPageDto', page)).toEqual([]);
  return page;
}

const MEASURE = { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' };
const PLACE = { phone: '083-922-0142', postalCode: '7530000', address: '山口市"鍵\\括弧"町1\n2号室' };

/** With something in every part, and other members in the household. */
async function wholeLife(caseNumber: string): Promise<{ readonly id: string; readonly child: string }> {
  const head = await t.world.person({ ...PLACE, familyName: '全部', givenName: '', household: { caseNumber, householdType: 'single_parent', relation: 'head' } });
  const child = await t.world.person({ familyName: '全部', givenName: '子', household: { caseNumber, householdType: 'single_parent', relation: 'child' } });
  await ok(cw.put(`/clients/${head.id}/health`, { version: 0, conditionNote: '通院', obstacleNote: '' }));
  await ok(cw.put(`/clients/${head.id}/work-history`, { version: 0, historyNote: '製造', licenceNote: '', wishNote: '' }));
  t.clock.addDays(1);
  cw = await t.signIn('cw1');
  navi = await t.signIn('navi1');
  await ok(cw.post(`/clients/${head.id}/welfare-status`, { status: 'self_reliance', validFrom: t.world.today }));
  return { id: head.id, child: child.id };
}

describe('a client’s page, as the database writes it', () => {
  it('is as described with everything in it', async () => {
    const head = await wholeLife('保-全部');
    const page = await pageFor(cw, head);
    expect(page).toMatchObject({
      ownOffice: true, merged: false, protected: false, closedGroups: [], holderClosedGroups: [],
      basic: { familyName: '全部', givenName: '', own: true },
      contact: { ...PLACE, contactNote: null, version: 1, own: true },
      health: { conditionNote: '通院', obstacleNote: '' },
      workHistory: { historyNote: '製造' },
      household: { caseNumber: '保-全部', householdType: 'single_parent', relation: 'head', districtWorkerName: null },
      case: { version: 1 },
    });
    expect(page.household?.members).toEqual([{ personId: head.id, relation: 'head', name: '全部' }, { personId: head.child, relation: 'child', name: '全部　子' }]);
    // The newest first; what goes on has no end, what has ended says when.
    expect(page.statuses?.map(({ status, validUntil }) => [status, validUntil])).toEqual([['self_reliance', null], [expect.any(String), t.world.today]]);
    expect(await pageFor(cw, { id: head.child })).toMatchObject({ household: { relation: 'child', members: [{ personId: head.id, name: '全部' }, { name: '全部　子' }] } });
  });

  it('is as described with nothing in it but what a registration asks for', async () => {
    const page = await pageFor(cw, await t.world.person());
    expect(page).toMatchObject({ health: null, workHistory: null, household: null, closedGroups: [] });
    expect(page.statuses).toHaveLength(1);
  });

  it('is as described to another office, and names what has closed with the holder', async () => {
    const person = await t.world.sharedPerson({ ...PLACE, household: { caseNumber: '保-共有', householdType: 'other', relation: 'head' } });
    expect(await pageFor(navi, person)).toMatchObject({ ownOffice: false, basic: { own: false }, contact: PLACE, household: { members: [{ personId: person.id }] } });
    await t.world.withdraw(person.consent);
    // In records of its own nothing is closed to the office that took the person on: none of them says anything yet.
    expect(await pageFor(navi, person)).toMatchObject({
      basic: null, contact: null, health: null, workHistory: null, statuses: [], household: null, case: null, closedGroups: [], holderClosedGroups: SHAREABLE_GROUPS,
    });
  });

  it('is as described to a role that reads less: what it may not see is null and named', async () => {
    const person = await t.world.person(PLACE);
    const page = await pageFor(await t.signIn('uketsuke'), person);
    const closed = SHAREABLE_GROUPS.filter((group) => !['basic', 'contact', 'household'].includes(group));
    expect(page).toMatchObject({ contact: PLACE, health: null, statuses: null, closedGroups: closed, holderClosedGroups: closed });
  });

  it('is as described of a protected person, here and there', async () => {
    const person = await t.world.sharedPerson({ ...PLACE, household: { caseNumber: '保-保護', householdType: 'other', relation: 'head' } });
    await ok(cw.post(`/clients/${person.id}/protection`, MEASURE));
    expect(await pageFor(cw, person)).toMatchObject({ protected: true, contact: PLACE, household: { members: [{ personId: person.id }] } });
    expect(await pageFor(navi, person)).toMatchObject({ protected: true, contact: null, household: null });
  });

  it('is not there for whoever may not even know the number', async () => {
    const person = await t.world.person();
    expect(await navi.get(`/clients/${person.id}`)).toMatchObject({ status: 404 });
  });
});

describe('the comparison', () => {
  it('names what is missing, what is too much, and what is of another type or null', async () => {
    const page = await pageFor(cw, await t.world.person(PLACE));
    const { number: _, ...without } = page;
    expect(unlike('ClientPageDto', without)).toEqual(['ClientPageDto.number: missing']);
    expect(unlike('ClientPageDto', { ...page, more: 1 })).toEqual(['ClientPageDto.more: not described']);
    expect(unlike('ClientPageDto', { ...page, version: '1' })).toEqual(['ClientPageDto.version: a string and no number']);
    expect(unlike('ClientPageDto', { ...page, number: null })).toEqual(['ClientPageDto.number: null']);
    expect(unlike('ClientPageDto', { ...page, basic: { ...page.basic, birthDate: '1990-01-01T00:00:00Z' } })).toEqual(['ClientPageDto.basic.birthDate: no date']);
  });
});
