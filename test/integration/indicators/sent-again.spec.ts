import { FactReader } from '@madoguchi/platform';
import type { MunicipalityId } from '@madoguchi/kernel';
import { MUNICIPALITY } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import { command, giveConsent, registerPerson, type Saved, sendReferral } from '../../support/stories';

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
  const [cw, boss, navi] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1')];
  const person = await registerPerson(cw);
  await giveConsent(cw, person);
  const returned = await command(navi, await sendReferral(cw, boss, person), 'return', { reason: 'packet_incomplete' });
  expect(await sendings()).toEqual(['2027-03-30']);

  t.clock.set('2027-04-02T01:00:00Z');
  const [cwLater, bossLater] = [await t.signIn('cw1'), await t.signIn('kakaricho')];
  const submitted: Saved = await command(cwLater, await command(cwLater, returned, 'revise'), 'submit');
  await command(bossLater, submitted, 'decide');
  expect(await sendings()).toEqual(['2027-03-30', '2027-04-02']);
});
