import { queueRedisUrl, startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { expectOk, type Schemas, Walk } from '../../world/over-http';

// Real: HTTP; presence in the process, or in the Redis-compatible server of the second run.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp(queueRedisUrl());
});
afterAll(() => t.stop());

describe('who else has the page open', () => {
  it('is told to colleagues of the same office and to nobody else', async () => {
    const [cw1, cw2, navi] = [await t.signIn('cw1'), await t.signIn('cw2'), await t.signIn('navi1')];
    const { client } = await new Walk(cw1, await t.signIn('kakaricho'), navi).toAcceptance();
    const at = async (who: typeof cw1) => expectOk(await who.post<Schemas['PresenceDto']>(`/clients/${client.id}/presence`)).others.map((one) => one.name);
    // A Redis that is still connecting counts in the process: ask until both have met.
    const seen = await eventually(async () => {
      await at(cw1);
      const others = await at(cw2);
      return others.length > 0 ? others : undefined;
    });
    expect(seen).toEqual(['小野寺 健']);
    expect(await at(navi)).toEqual([]);
  });
});
