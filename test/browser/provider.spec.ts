import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OidcSettings } from '@madoguchi/platform';
import { staffId } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { openBrowser, takePicture, WEB_ROOT } from '../support/browser';
import { type RunningProvider, startIdentityProvider } from '../support/identity-provider';
import type { Person } from '../world/world';

// Sign-in and 離席ロック over a real OpenID Connect provider, in a real browser, under the policies of the real pages.
jest.setTimeout(60_000);

const TYPED = '共通認証の人が書きかけた話';
let provider: RunningProvider;
let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  // The provider must know where the application listens, and the application the provider: filled in below.
  const oidc: Partial<OidcSettings> = {};
  t = await startTestApp({ webRoot: WEB_ROOT, settings: { oidc: oidc as OidcSettings } });
  provider = await startIdentityProvider(`${t.baseUrl}/sign-in/return`);
  Object.assign(oidc, provider.settings);
  for (const [login, subject] of [['cw1', 'employee-1'], ['cw2', 'employee-2']] as const) {
    await t.owner.query('insert into staff_identity (issuer, subject, staff_id, linked_at) values ($1, $2, $3, now())', [provider.settings.issuer, subject, staffId(login)]);
  }
  person = await t.world.person({ familyName: '覗見' });
  // Nobody but the provider opens this account.
  await t.owner.query('delete from staff_credential where staff_id = $1', [staffId('cw1')]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await provider.stop();
  await t.stop();
});

let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  context.setDefaultTimeout(8_000);
  context.on('page', (one) => one.on('pageerror', (error) => complaints.push(error.message)));
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const BUTTON = '庁内の共通認証でログイン';

async function prove(where: Page, login: string): Promise<void> {
  await where.getByLabel('職員番号').fill(login);
  await where.getByRole('button', { name: '本人確認' }).click();
}

async function signIn(login: string): Promise<void> {
  await page.getByRole('button', { name: BUTTON }).click();
  await prove(page, login);
}

const cover = () => page.getByText(/小野寺 健さんが離席中です/);

async function writeAndLock(): Promise<void> {
  await page.goto(`${t.baseUrl}/clients/${person.id}?tab=record&new=true`);
  await signIn('employee-1');
  const form = page.getByRole('form', { name: '相談記録' });
  await form.getByLabel(/^内容/).fill(TYPED);
  await page.keyboard.press('Control+Alt+l');
  await cover().waitFor();
  await takePicture(page, 'provider-lock');
  await expect(page.getByLabel('パスワード').count()).resolves.toBe(0);
}

async function openWindow(): Promise<Page> {
  const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: BUTTON }).click()]);
  return opened;
}

it('signs in, comes back to where one was, and leaves no code in the address', async () => {
  await page.goto(`${t.baseUrl}/clients/${person.id}`);
  await signIn('employee-1');
  await page.getByText('覗見').first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/clients/${person.id}`);
  expect(page.url()).not.toContain('code=');
});

it('says in one sentence that somebody is not known here', async () => {
  await page.goto(t.baseUrl);
  await page.getByRole('button', { name: BUTTON }).waitFor();
  await takePicture(page, 'provider-sign-in');
  await signIn('employee-99');
  await page.getByText('この共通認証の利用者では、まどぐちを使えません。').waitFor();
  await takePicture(page, 'provider-unknown');
  expect(page.url()).not.toContain('code=');
  await page.getByRole('link', { name: 'ログイン画面に戻る' }).click();
  await page.getByRole('button', { name: BUTTON }).waitFor();
});

it('opens the lock in a window of its own: what was typed stays where it is', async () => {
  await writeAndLock();
  const opened = await openWindow();
  await prove(opened, 'employee-1');
  await cover().waitFor({ state: 'detached' });
  expect(await page.getByRole('form', { name: '相談記録' }).getByLabel(/^内容/).inputValue()).toBe(TYPED);
  await page.getByRole('heading', { name: /覗見/ }).first().waitFor();
});

it('stays locked for another person, who is told so', async () => {
  await writeAndLock();
  const opened = await openWindow();
  await prove(opened, 'employee-2');
  await opened.getByText('離席中の人とは別の人です。').waitFor();
  expect(await cover().isVisible()).toBe(true);
});

it('signs in again in a window of its own when the session has ended meanwhile', async () => {
  await page.goto(`${t.baseUrl}/clients/${person.id}?tab=record&new=true`);
  await signIn('employee-1');
  const form = page.getByRole('form', { name: '相談記録' });
  await form.getByLabel(/^内容/).fill(`${TYPED}。続き`);
  await t.owner.query('delete from session');
  await page.getByText('もう一度ログインしてください').waitFor();
  const opened = await openWindow();
  await prove(opened, 'employee-1');
  await page.getByText('もう一度ログインしてください').waitFor({ state: 'hidden' });
  expect(await form.getByLabel(/^内容/).inputValue()).toBe(`${TYPED}。続き`);
});
