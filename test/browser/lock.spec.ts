import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { eventually } from '../support/eventually';
import type { Person } from '../world/world';

// 離席ロック in a real browser: what was typed survives, and nobody sees anything of it without the password.
jest.setTimeout(60_000);

const TYPED = '今日の面談で聞いた、まだ登録していない話';
let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  person = await t.world.person({ familyName: '覗見' });
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open(browser, t.baseUrl, 'cw1');
});
afterEach(async () => {
  expect(desk.complaints).toEqual([]);
  await desk.page.context().close();
});

const cover = (page: Page) => page.getByRole('form', { name: '離席ロックの解除' });

async function writeRecord(): Promise<void> {
  await desk.go(`/clients/${person.id}?tab=record&new=true`);
  await desk.form('相談記録').waitFor();
  await desk.field('内容', desk.form('相談記録')).click();
  await desk.page.keyboard.type(TYPED);
}

async function unlock(page: Page): Promise<void> {
  await cover(page).getByLabel('パスワード').fill(DEMO_PASSWORD);
  await cover(page).getByRole('button', { name: '再開する' }).click();
  await cover(page).waitFor({ state: 'detached' });
}

/** The cover comes at once, the server's side of it after the drafts. */
const serverLocked = () =>
  eventually(async () => ((await desk.page.evaluate(async () => (await fetch('/api/session/list')).status)) === 423 ? true : undefined));

const drafts = async (): Promise<string> => {
  const { rows } = await t.owner.query<{ body: { content?: string } }>(`select body from draft where kind = 'consultation'`);
  return rows.map((row) => row.body.content ?? '').join();
};

it('covers everything at once, saves the draft first, and gives the text back to the same person', async () => {
  await writeRecord();
  await desk.page.keyboard.press('Control+Alt+l');
  await cover(desk.page).waitFor();
  await desk.sees(/小野寺 健さんが離席中です/);
  const screen = await desk.page.locator('body').ariaSnapshot();
  expect(screen).not.toContain('覗見');
  expect(screen).not.toContain(TYPED);
  // Nothing behind it is painted or reached by Tab.
  expect(await desk.page.getByRole('heading', { name: /覗見/, includeHidden: true }).isVisible()).toBe(false);
  for (let presses = 0; presses < 6; presses += 1) {
    await desk.page.keyboard.press('Tab');
    expect(await desk.page.evaluate<boolean>('document.activeElement.closest("[inert]") === null')).toBe(true);
  }
  await serverLocked();
  expect(await drafts()).toContain(TYPED);

  await cover(desk.page).getByLabel('パスワード').fill('wrong');
  await desk.page.keyboard.press('Enter');
  await desk.sees('パスワードが正しくありません。');
  await unlock(desk.page);
  expect(await desk.field('内容', desk.form('相談記録')).inputValue()).toBe(TYPED);
  await desk.page.keyboard.type('。続き');
  expect(await desk.field('内容', desk.form('相談記録')).inputValue()).toBe(`${TYPED}。続き`);
});

it('shows the cover on the first answer that says so, and opens when another tab was opened', async () => {
  await desk.go('/clients');
  await desk.page.getByRole('heading', { name: '相談者' }).waitFor();
  await desk.page.evaluate(() => fetch('/api/session/lock', { method: 'POST', headers: { 'idempotency-key': crypto.randomUUID() } }));
  await desk.page.getByRole('link', { name: '期限・対応' }).click();
  await cover(desk.page).waitFor();

  const other = await desk.page.context().newPage();
  await other.goto(t.baseUrl);
  await unlock(other);
  await cover(desk.page).waitFor({ state: 'detached' });
  await desk.page.getByRole('heading', { name: '期限・対応' }).waitFor();
});

it('shows nothing but the cover, and asks for nothing, when the page is loaded while locked', async () => {
  await desk.go(`/clients/${person.id}`);
  await desk.sees('覗見');
  await desk.page.getByRole('button', { name: '離席ロック' }).click();
  await serverLocked();
  const asked: string[] = [];
  desk.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await desk.page.reload();
  await cover(desk.page).waitFor();
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/session']);
  expect(await desk.page.content()).not.toContain('覗見');
  await unlock(desk.page);
  await desk.sees('覗見');
});

it('locks by itself after ten minutes without a sign of life', async () => {
  await desk.page.clock.install();
  await desk.go('/clients');
  await desk.page.getByRole('heading', { name: '相談者' }).waitFor();
  await desk.page.clock.fastForward('09:30');
  await desk.page.mouse.move(200, 200);
  await desk.page.clock.fastForward('09:30');
  expect(await cover(desk.page).count()).toBe(0);
  await desk.page.clock.fastForward('01:00');
  await cover(desk.page).waitFor();
});

it('lets another person sign the first one out; the draft stays with its author', async () => {
  await writeRecord();
  await desk.page.getByRole('button', { name: '離席ロック' }).click();
  await desk.press('別の人が使う');
  await desk.sees(/下書きは小野寺 健さんのものとして残り/);
  await desk.press('ログアウトする');
  await desk.field('利用者ID').waitFor();
  await desk.signIn('kakaricho');
  await desk.sees('続きを書く下書きはありません。');
  await desk.page.context().clearCookies();
  await desk.signIn('cw1');
  await desk.page.getByRole('link', { name: '相談記録の続きを書く' }).click();
  expect(await desk.field('内容', desk.form('相談記録')).inputValue()).toContain(TYPED);
});
