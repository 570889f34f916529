import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { DEMO_PASSWORD } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';

// The account page and the sign-in with a second factor, in a real browser, with codes of a real authenticator.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let desk: Desk;
let key = '';
let recovery: readonly string[] = [];

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  desk = await Desk.open(browser, t.baseUrl, 'navi1');
  await desk.home();
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect(desk.complaints).toEqual([]));

/** What the app on the telephone shows now. A code is worth one use: the clock goes on before each. */
function code(): string {
  t.clock.addSeconds(30);
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: t.clock.now().getTime() });
}

async function signOut(): Promise<void> {
  await desk.page.getByRole('button', { name: /ログアウト/ }).first().click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'ログアウト' }).click();
  await desk.field('利用者ID').waitFor();
}

async function signInUntilCode(): Promise<void> {
  await desk.type('利用者ID', 'navi1');
  await desk.type('パスワード', DEMO_PASSWORD);
  await desk.press('ログイン');
  await desk.field('確認コード').waitFor();
}

it('is set up on the account page: picture, code, recovery codes', async () => {
  await desk.page.getByRole('button', { name: /所属・文字の大きさ・ログアウト/ }).click();
  await desk.page.getByRole('link', { name: /アカウント/ }).click();
  const start = desk.form('2段階認証の設定');
  await desk.type('パスワード', 'wrong', start);
  await desk.press('設定を始める', start);
  await desk.sees('パスワードが正しくありません。');
  await desk.type('パスワード', DEMO_PASSWORD, start);
  await desk.press('設定を始める', start);

  const confirm = desk.form('確認コードの入力');
  await confirm.getByRole('img', { name: '認証アプリで読み取る図' }).waitFor();
  key = (await confirm.locator('code').innerText()).replaceAll(/\s/g, '');
  expect(key).toMatch(/^[A-Z2-7]{16,}$/);
  await desk.type('確認コード', '000000', confirm);
  await desk.press('確認する', confirm);
  await desk.sees(/コードが正しくありません|確認コードが/);
  // A wrong code is no end of the session.
  expect(await desk.page.getByText('もう一度ログインしてください').isVisible()).toBe(false);
  // Full-width digits are digits.
  await desk.type('確認コード', code().replaceAll(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)), confirm);
  await desk.press('確認する', confirm);
  const list = desk.page.getByRole('list', { name: '回復コード' });
  await list.waitFor();
  recovery = await list.getByRole('listitem').allInnerTexts();
  expect(recovery.length).toBeGreaterThanOrEqual(8);
  await desk.press('保管した');
  await desk.form('2段階認証の解除').waitFor();
});

it('asks for the code after the password, and takes a recovery code in the same box', async () => {
  await signOut();
  await signInUntilCode();
  await desk.type('確認コード', '123456');
  await desk.press('ログイン');
  await desk.page.getByRole('alert').or(desk.page.getByText('確認してください')).first().waitFor();
  await desk.type('確認コード', code());
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('navigation').first().waitFor();

  await signOut();
  await signInUntilCode();
  await desk.type('確認コード', recovery[0] ?? '');
  await desk.press('ログイン');
  await desk.page.getByRole('navigation').first().waitFor();
});

it('lists where one is signed in, and ends another place', async () => {
  const other = await t.signIn('kansa');
  expect((await other.get('/session/list')).status).toBe(200);
  const second = await Desk.open(browser, t.baseUrl, 'kansa');
  await second.go('/account');
  await second.sees('この端末');
  await second.press(/のログインを終了$/);
  const ending = second.page.getByRole('form', { name: /のログインの終了$/ });
  // By keyboard alone: the box has the focus.
  await ending.getByLabel('パスワード').waitFor();
  await second.page.keyboard.type('chigau kotoba');
  await second.page.keyboard.press('Enter');
  await second.sees('パスワードが正しくありません。');
  expect((await other.get('/session/list')).status).toBe(200);
  await second.type('パスワード', DEMO_PASSWORD, ending);
  await second.press('終了する', ending);
  await second.sees('ログインを終了しました。');
  expect((await other.get('/session/list')).status).toBe(401);
  expect(await second.page.getByText('ほかの端末', { exact: true }).count()).toBe(0);
  expect(second.complaints).toEqual([]);
});

it('is taken off again with the password', async () => {
  await desk.go('/account');
  const form = desk.form('2段階認証の解除');
  await desk.type('パスワード', DEMO_PASSWORD, form);
  await desk.press('2段階認証をやめる', form);
  await desk.form('2段階認証の設定').waitFor();
  await signOut();
  await desk.signIn('navi1');
});

it('tells the rules of a password beforehand, and says which one was broken', async () => {
  await desk.go('/account');
  const form = desk.form('パスワードの変更');
  await desk.sees(/12文字以上/);
  await desk.type('今のパスワード', DEMO_PASSWORD, form);
  await form.getByLabel(/^新しいパスワード(?!（)/).fill('minato ringo 47 kasa');
  await form.getByLabel(/^新しいパスワード（確認）/).fill('minato ringo 47 kas');
  await desk.press('変更する', form);
  await desk.sees('新しいパスワードと同じものを、もう一度入力してください。');
  await form.getByLabel(/^新しいパスワード（確認）/).fill('minato ringo 47 kasa');
  await desk.press('変更する', form);
  // The accounts of the demo keep theirs; that refusal is the server's and stands in the form.
  await desk.sees('見本の利用者のパスワードは変えられません。');
});
