import { assignmentId, DEMO_PASSWORD, staffId } from '../../../apps/cli/src/demo/organisations';
import { COMMANDS } from '../../../apps/cli/src/commands';
import { startTestApp, type TestApp } from '../../support/app';
import { ProviderBrowser, type RunningProvider, startIdentityProvider } from '../../support/identity-provider';

// Real: an OpenID Connect provider in a process of its own, the composed application, sessions in PostgreSQL.
const RETURN = 'http://127.0.0.1:4999/sign-in/return';
let provider: RunningProvider;
let t: TestApp;
beforeAll(async () => {
  provider = await startIdentityProvider(RETURN);
});
afterAll(() => provider.stop());
beforeEach(async () => {
  t = await startTestApp({ settings: { oidc: provider.settings } });
  await link('cw1', 'employee-1');
  await link('cw2', 'employee-2');
});
afterEach(() => t.stop());

async function link(login: string, subject?: string): Promise<void> {
  const words = ['--login', login, ...(subject === undefined ? [] : ['--subject', subject])];
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await COMMANDS['link-provider']?.run(words, { DATABASE_URL: t.database.ownerUrl, OIDC_ISSUER: provider.settings.issuer })).toBe(0);
  said.mockRestore();
}

/** A browser that has not signed in yet: its cookie, as it changes. */
class Visitor {
  cookie: string;
  there = new ProviderBrowser(provider.settings);

  constructor(cookie = '') {
    this.cookie = cookie;
  }

  async send(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
    const response = await fetch(`${t.baseUrl}/api${path}`, {
      method,
      headers: { cookie: this.cookie, 'x-assignment': assignmentId('cw1'), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const given = response.headers.getSetCookie()[0]?.split(';')[0];
    if (given !== undefined) this.cookie = given;
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>), text };
  }

  async begin(again = false): Promise<string> {
    return (await this.send('POST', '/session/provider/begin', { again })).body['address'] as string;
  }

  bring(answer: object) {
    return this.send('POST', '/session/provider', answer);
  }

  async signIn(login: string, again = false) {
    const { state, code, iss } = await this.there.visit(await this.begin(again), login);
    return this.bring({ state, code, iss });
  }
}

it('is linked by the operator, anew or not at all any more, and on record', async () => {
  await link('cw1', 'employee-1-renamed');
  expect(await new Visitor().signIn('employee-1')).toMatchObject({ status: 401, body: { code: 'provider_unknown' } });
  expect((await new Visitor().signIn('employee-1-renamed')).status).toBe(200);
  await link('cw1');
  expect(await new Visitor().signIn('employee-1-renamed')).toMatchObject({ status: 401, body: { code: 'provider_unknown' } });
  const { rows } = await t.owner.query("select detail from audit_event where action = 'identity.link-provider' order by xid desc limit 1");
  expect(rows).toEqual([{ detail: { staffId: staffId('cw1'), by: 'operator', linked: false } }]);
  await expect(link('nobody', 'x')).rejects.toThrow(/no account/);
});

const audited = async () =>
  (await t.owner.query<{ action: string; detail: Record<string, string> }>("select action, detail from audit_event where action like 'identity.%' and action <> 'identity.link-provider' order by at, xid")).rows;

describe('signing in over the identity provider', () => {
  it('opens the account that the subject is linked to, under a new session id, and is on record', async () => {
    const visitor = new Visitor();
    expect((await visitor.send('GET', '/session/provider')).body).toEqual({ label: '庁内の共通認証でログイン' });
    const address = new URL(await visitor.begin());
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ code_challenge_method: 'S256', redirect_uri: RETURN, response_type: 'code', scope: 'openid' });
    const before = visitor.cookie;
    const { state, code, iss } = await visitor.there.visit(address.href, 'employee-1');
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 200, body: { again: false } });
    expect(visitor.cookie).not.toBe(before);
    expect((await visitor.send('GET', '/session')).body).toMatchObject({ staff: { id: staffId('cw1') }, provider: true });
    expect((await visitor.send('GET', '/today')).status).toBe(200);
    expect((await new Visitor(before).send('GET', '/today')).status).toBe(401);
    expect(await audited()).toEqual([{ action: 'identity.sign-in', detail: { staffId: staffId('cw1'), by: 'provider' } }]);
  });

  it('does not ask for the second factor of the house: that is the provider’s business', async () => {
    await t.owner.query("update staff_credential set totp_secret = '\\x00', totp_confirmed_at = now() where staff_id = $1", [staffId('cw1')]);
    expect((await new Visitor().signIn('employee-1')).status).toBe(200);
  });

  it('needs no password: an account may have none', async () => {
    await t.owner.query('delete from staff_credential where staff_id = $1', [staffId('cw1')]);
    const visitor = new Visitor();
    expect((await visitor.signIn('employee-1')).status).toBe(200);
    expect((await visitor.send('GET', '/session')).body).toMatchObject({ hasPassword: false, provider: true });
    // An open screen alone ends nothing elsewhere.
    const elsewhere = new Visitor();
    expect((await elsewhere.signIn('employee-1')).status).toBe(200);
    const [other] = ((await visitor.send('GET', '/session/list')).body['sessions'] as { id: string; current: boolean }[]).filter((one) => !one.current);
    expect(await visitor.send('POST', `/session/list/${other?.id}/end`, {})).toMatchObject({ status: 409, body: { code: 'no_password' } });
    expect((await elsewhere.send('GET', '/today')).status).toBe(200);
  });

  it('refuses a wrong state, and the attempt is used up', async () => {
    const visitor = new Visitor();
    const { state, code, iss } = await visitor.there.visit(await visitor.begin(), 'employee-1');
    expect(await visitor.bring({ state: 'x'.repeat(43), code, iss })).toMatchObject({ status: 401, body: { code: 'provider_attempt_over' } });
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_attempt_over' } });
  });

  it('refuses what another browser began', async () => {
    const [one, other] = [new Visitor(), new Visitor()];
    await other.begin();
    const { state, code, iss } = await one.there.visit(await one.begin(), 'employee-1');
    expect(await other.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_attempt_over' } });
  });

  it('takes a code once, also when it comes twice at one moment', async () => {
    const visitor = new Visitor();
    const { state, code, iss } = await visitor.there.visit(await visitor.begin(), 'employee-1');
    const { cookie } = visitor;
    const both = await Promise.all([new Visitor(cookie), new Visitor(cookie)].map((one) => one.bring({ state, code, iss })));
    expect(both.map((one) => one.status).sort()).toEqual([200, 401]);
    // The same code under a fresh attempt: the provider has seen it.
    const again = new Visitor();
    const started = new URL(await again.begin()).searchParams.get('state');
    expect(await again.bring({ state: started, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
  });

  it('refuses a token with another nonce, a code without its verifier, and another issuer', async () => {
    for (const spoilt of ['nonce', 'verifier'] as const) {
      const visitor = new Visitor();
      const { state, code, iss } = await visitor.there.visit(await visitor.begin(), 'employee-1');
      await t.owner.query('update session set data = jsonb_set(data, $1::text[], $2::jsonb)', [['attempt', spoilt], JSON.stringify('y'.repeat(43))]);
      expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
      await t.owner.query('delete from session');
    }
    const visitor = new Visitor();
    const { state, code } = await visitor.there.visit(await visitor.begin(), 'employee-1');
    expect(await visitor.bring({ state, code, iss: 'http://elsewhere.example' })).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
  });

  it('is over after ten minutes', async () => {
    const visitor = new Visitor();
    const { state, code, iss } = await visitor.there.visit(await visitor.begin(), 'employee-1');
    t.clock.addSeconds(601);
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_attempt_over' } });
  });

  it('lets nobody in whom it does not know or who is switched off; both sound alike, and neither is added', async () => {
    const staffBefore = (await t.owner.query('select count(*)::int as n from staff')).rows;
    const stranger = await new Visitor().signIn('employee-77');
    await t.owner.query("update staff set disabled_at = now() where login = 'cw2'");
    const leaver = await new Visitor().signIn('employee-2');
    for (const refused of [stranger, leaver]) expect(refused).toMatchObject({ status: 401, body: { code: 'provider_unknown' } });
    expect(stranger.body['title']).toBe(leaver.body['title']);
    expect((await t.owner.query('select count(*)::int as n from staff')).rows).toEqual(staffBefore);
    expect(await audited()).toEqual(Array.from({ length: 2 }, () => ({ action: 'identity.refuse-provider', detail: { code: 'provider_unknown' } })));
    expect(JSON.stringify(await audited())).not.toContain('employee');
  });

  it('matches by the issuer too: the same subject of another provider is somebody else', async () => {
    await t.owner.query("update staff_identity set issuer = 'https://elsewhere.example' where staff_id = $1", [staffId('cw1')]);
    expect(await new Visitor().signIn('employee-1')).toMatchObject({ status: 401, body: { code: 'provider_unknown' } });
  });

  it('passes nothing of the provider’s text on', async () => {
    const visitor = new Visitor();
    const { state, error, iss } = await visitor.there.visit(await visitor.begin(), 'employee-1', { refuse: 'yes' });
    expect(error).toBe('access_denied');
    const refused = await visitor.bring({ state, error, iss });
    expect(refused).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
    expect(refused.text).not.toMatch(/access_denied|text of the provider/);
  });

  it('reads the claim that the settings name', async () => {
    await t.stop();
    t = await startTestApp({ settings: { oidc: { ...provider.settings, subjectClaim: 'staff_number' } } });
    await link('cw1', 'number-employee-9');
    expect((await new Visitor().signIn('employee-9')).status).toBe(200);
  });
});

describe('the identity provider in the settings', () => {
  it('lets nobody in from memory unless single sign-on is switched on: machines are shared', async () => {
    await t.stop();
    t = await startTestApp({ settings: { oidc: { ...provider.settings, singleSignOn: false } } });
    await link('cw1', 'employee-1');
    const visitor = new Visitor();
    const address = new URL(await visitor.begin());
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    const { state, code, iss } = await visitor.there.visit(address.href, 'employee-1', { ago: '3600' });
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
    expect(await visitor.signIn('employee-1')).toMatchObject({ status: 200, body: { again: false } });
  });

  it('is not offered where there is none, and says so where it does not answer', async () => {
    await t.stop();
    t = await startTestApp();
    expect((await new Visitor().send('GET', '/session/provider')).body).toEqual({ label: null });
    expect((await new Visitor().send('POST', '/session/provider/begin', { again: false })).status).toBe(404);
    await t.stop();
    t = await startTestApp({ settings: { oidc: { ...provider.settings, issuer: 'http://127.0.0.1:9' } } });
    expect(await new Visitor().send('POST', '/session/provider/begin', { again: false })).toMatchObject({ status: 409, body: { code: 'provider_unavailable' } });
  });

  it('opens no account of the demo in production', async () => {
    await t.stop();
    t = await startTestApp({ settings: { oidc: provider.settings, production: true } });
    await link('cw1', 'employee-1');
    expect(await new Visitor().signIn('employee-1')).toMatchObject({ status: 401, body: { code: 'provider_unknown' } });
    await t.owner.query('update staff set demo = false where id = $1', [staffId('cw1')]);
    expect((await new Visitor().signIn('employee-1')).status).toBe(200);
  });
});

describe('離席ロック over the identity provider', () => {
  async function lockedVisitor(): Promise<Visitor> {
    const visitor = new Visitor();
    await visitor.signIn('employee-1');
    expect((await visitor.send('POST', '/session/lock')).status).toBe(204);
    expect((await visitor.send('GET', '/today')).status).toBe(423);
    return visitor;
  }

  it('is opened by the same person, who proved it again, in the same session', async () => {
    const visitor = await lockedVisitor();
    const address = new URL(await visitor.begin());
    // Asked for by the server, whatever the screen says.
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    const { cookie } = visitor;
    const { state, code, iss } = await visitor.there.visit(address.href, 'employee-1');
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 200, body: { again: true } });
    expect(visitor.cookie).toBe(cookie);
    expect((await visitor.send('GET', '/today')).status).toBe(200);
    expect((await audited()).map((one) => one.action)).toEqual(['identity.sign-in', 'identity.lock', 'identity.unlock']);
  });

  it('stays shut for another person', async () => {
    const visitor = await lockedVisitor();
    visitor.there = new ProviderBrowser(provider.settings);
    expect(await visitor.signIn('employee-2')).toMatchObject({ status: 403, body: { code: 'provider_other_person' } });
    expect((await visitor.send('GET', '/today')).status).toBe(423);
    expect((await audited()).at(-1)).toEqual({ action: 'identity.refuse-provider', detail: { staffId: staffId('cw1'), code: 'provider_other_person' } });
    expect((await t.owner.query("select 1 from audit_event where action = 'audit.refused'")).rowCount).toBe(0);
  });

  it('stays shut when the address was changed on its way so that the provider answered from memory', async () => {
    const visitor = await lockedVisitor();
    for (const change of [{ prompt: undefined, max_age: undefined }, { prompt: undefined, max_age: '99999' }]) {
      const address = new URL(await visitor.begin());
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) address.searchParams.delete(name);
        else address.searchParams.set(name, value);
      }
      const remembering = new Visitor(visitor.cookie);
      // Signed in at the provider an hour ago.
      const first = new URL(await new Visitor().begin());
      await remembering.there.visit(first.href, 'employee-1', { ago: '3600' });
      const { state, code, iss } = await remembering.there.visit(address.href, 'nobody-is-asked');
      expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_failed' } });
      expect((await visitor.send('GET', '/today')).status).toBe(423);
    }
  });

  it('stays shut for an attempt that began before the lock, without proof', async () => {
    const visitor = new Visitor();
    await visitor.signIn('employee-1');
    const { state, code, iss } = await visitor.there.visit(await visitor.begin(false), 'employee-1');
    await visitor.send('POST', '/session/lock');
    expect(await visitor.bring({ state, code, iss })).toMatchObject({ status: 401, body: { code: 'provider_attempt_over' } });
    expect((await visitor.send('GET', '/today')).status).toBe(423);
  });

  it('still takes the password of an account that has one', async () => {
    const visitor = await lockedVisitor();
    expect((await visitor.send('POST', '/session/unlock', { password: DEMO_PASSWORD })).status).toBe(204);
  });
});
