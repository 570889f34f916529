import { OFFICES } from '../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../support/app';
import { Statements } from '../support/statements';
import { PERSON, expectOk, type Schemas, Walk } from '../world/over-http';
import type { ApiSession } from '../support/api-session';

// Real: the composed api over HTTP on PostgreSQL; counted is every statement, and every message in which they travel, the door and COMMIT with them.
let t: TestApp;
let walk: Walk;
let cw: ApiSession;
let statements: Statements;
let planId: string;
beforeAll(async () => {
  t = await startTestApp();
  statements = new Statements(t.app);
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  cw = await t.signIn('cw1');
  walk = new Walk(cw, await t.signIn('kakaricho'), await t.signIn('navi1'));
});
afterAll(() => t.stop());

const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

async function count(what: string, work: () => Promise<unknown>): Promise<{ readonly statements: number; readonly messages: number }> {
  const sent = await statements.during(work);
  const all = sent.flat();
  counts.push(`${what}: ${all.length} statements in ${sent.length} messages`);
  if (process.env['SHOW_STATEMENTS']) counts.push(...sent.flatMap((message, index) => message.map((one) => `  ${index + 1}. ${one.slice(0, 150)}`)));
  return { statements: all.length, messages: sent.length };
}

describe('statements that one request sends', () => {
  it('to register a client', async () => {
    await walk.register();
    const household = { caseNumber: '保12-345', householdType: 'single_parent', relation: 'head' };
    const sibling = { ...PERSON, givenName: '陽', givenKana: 'ハル', birthDate: '2008-02-03' };
    expect(await count('registration', async () => expectOk(await cw.post('/clients', sibling)))).toEqual({ statements: 13, messages: 3 });
    const child = { ...PERSON, ...household, givenName: '光', givenKana: 'ヒカル', birthDate: '2009-02-03' };
    expect(await count('registration with a household', async () => expectOk(await cw.post('/clients', child)))).toEqual({ statements: 15, messages: 3 });
  });

  it('to decide a request', async () => {
    const client = await walk.register({ givenName: '翠', givenKana: 'ミドリ', birthDate: '1990-01-02' });
    await walk.consent(client.id);
    const drafted = expectOk(
      await cw.post<Schemas['ReferralSavedDto']>(`/clients/${client.id}/referrals`, {
        caseId: client.caseId,
        recipientOfficeId: OFFICES.helloWork.id,
        parts: [{ itemGroup: 'basic', body: '就労の意欲が高い。' }],
      }),
    );
    const submitted = await walk.move(cw, drafted, 'submit');
    expect(await count('decision of a request', () => walk.move(walk.supervisor, submitted, 'decide'))).toEqual({ statements: 19, messages: 5 });
  });

  it('to log a consultation', async () => {
    const client = await walk.register({ givenName: '湊', givenKana: 'ミナト', birthDate: '1990-01-03' });
    const line = { caseId: client.caseId, occurredOn: '2026-11-18', mode: 'counter', attended: true, content: '応募先について話した' };
    expect(await count('consultation', async () => expectOk(await cw.post(`/clients/${client.id}/consultations`, line)))).toEqual({ statements: 10, messages: 3 });
  });

  it('to open a figure', async () => {
    const open = async () => expectOk(await cw.get(`/annual-plans/${planId}/figures/6-1/0/records`));
    expect(await count('figure opened', open)).toEqual({ statements: 6, messages: 3 });
  });

  it('to open a client', async () => {
    const { id } = await walk.register({ givenName: '陸', givenKana: 'リク', birthDate: '1991-01-02' });
    expect(await count('client opened', async () => expectOk(await cw.get(`/clients/${id}`)))).toEqual({ statements: 5, messages: 2 });
  });

  it('to look at a queue', async () => {
    expect(await count('queue page', async () => expectOk(await cw.get('/follow-ups?view=office')))).toEqual({ statements: 6, messages: 2 });
  });
});
