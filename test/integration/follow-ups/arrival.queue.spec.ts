import { queueRedisUrl, startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { ok } from '../../support/looks';

// Real: the api, PostgreSQL, the worker with BullMQ on its PostgreSQL backend (or the Redis that npm test names).
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp(queueRedisUrl());
});
afterAll(() => t.stop());

interface Today {
  readonly reminders: readonly { readonly kind: string; readonly personNumber: string }[];
}

describe('a request that arrives', () => {
  it('is shown to the receiving office at once, and to nobody else', async () => {
    const cw1 = await t.signIn('cw1');
    const navi = await t.signIn('navi2');
    const person = await t.world.person();
    await t.world.consent(person);
    await t.world.sentRequest(person);
    await t.startWorker();
    const reminder = await eventually(async () => (await ok<Today>(navi.get('/today'))).reminders[0]);
    expect(reminder).toMatchObject({ kind: 'referral_reply', personNumber: person.number });
    expect((await ok<Today>(cw1.get('/today'))).reminders).toEqual([]);
  }, 30_000);
});
