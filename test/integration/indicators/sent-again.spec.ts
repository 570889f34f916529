import { FactReader } from '@madoguchi/platform';
import type { MunicipalityId } from '@madoguchi/kernel';
import { MUNICIPALITY } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import type { Saved } from '../../world/world';

// Real: HTTP, PostgreSQL, the counter's own role. 支援対象者数 is "市からの送り出し人数": each sending is a fact.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** Days on which requests were sent, as counting sees them. */
async function sendings(): Promise<readonly string[]> {
  const facts = await t.app
    .get(FactReader, { strict: false })
    .read(MUNICIPALITY.id as MunicipalityId, (ask) => ask<{ sentOn: string }>('select f.sent_on as "sentOn" from fact_referral_sent f order by 1'));
  return facts.map((fact) => fact.sentOn);
}

it('counts a request in both fiscal years when it was returned in one and sent again in the next', async () => {
  t.clock.set('2027-03-30T01:00:00Z');
  const person = await t.world.person();
  await t.world.consent(person);
  const returned = await t.world.move(await t.world.sentRequest(person), 'return', { reason: 'packet_incomplete' });
  expect(await sendings()).toEqual(['2027-03-30']);

  t.clock.set('2027-04-02T01:00:00Z');
  const submitted: Saved = await t.world.move(await t.world.move(returned, 'revise'), 'submit');
  await t.world.move(submitted, 'decide');
  expect(await sendings()).toEqual(['2027-03-30', '2027-04-02']);
});
