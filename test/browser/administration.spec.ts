import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { ok } from '../support/looks';
import type { Person } from '../world/world';

// 管理 and 引継ぎ in a real browser: a new account up to its first sign-in, a token, a move, and what is handed over.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let admin: Desk;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  person = await t.world.person({ familyName: '引継' });
  admin = await Desk.open(browser, t.baseUrl, 'kanri');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect(admin.complaints).toEqual([]));

it('registers an account, whose first password is changed before anything else', async () => {
  await admin.go('/admin');
  await admin.press('新しい利用者');
  const form = admin.form('利用者の登録');
  await admin.type('利用者ID', 'shinjin', form);
  await admin.type('氏名', '新人 花子', form);
  await admin.choose('窓口', '山口市福祉事務所', form);
  await admin.choose('役割', 'ケースワーカー', form);
  await admin.press('登録', form);
  const shown = admin.page.getByRole('group', { name: '最初のパスワード' });
  const password = await shown.locator('code').innerText();
  await admin.picture('admin-password');
  await admin.press('控えた', shown);
  await admin.page.getByRole('row', { name: /新人 花子/ }).getByText('初回ログイン前').waitFor();
  await admin.picture('admin-accounts');

  const context = await browser.newContext({ locale: 'ja-JP' });
  const page = await context.newPage();
  await page.goto(t.baseUrl);
  await page.getByLabel('利用者ID').fill('shinjin');
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'ログイン', exact: true }).click();
  const change = page.getByRole('form', { name: 'パスワードの変更' });
  await change.getByLabel(/^今のパスワード/).fill(password);
  await change.getByLabel(/^新しいパスワード(?!（)/).fill('minato ringo 47 kasa');
  await change.getByLabel(/^新しいパスワード（確認）/).fill('minato ringo 47 kasa');
  await change.getByRole('button', { name: '変更する' }).click();
  await page.getByRole('navigation').first().waitFor();
  await context.close();
});

it('issues a token for another system, shows it once, and revokes it', async () => {
  await admin.go('/admin');
  await admin.press('新しい利用者');
  const account = admin.form('利用者の登録');
  await admin.type('利用者ID', 'ledger', account);
  await admin.type('氏名', '生活保護システム', account);
  await account.getByLabel(/^他システム用/).check();
  await admin.choose('窓口', '山口市福祉事務所', account);
  await admin.choose('役割', 'ケースワーカー', account);
  await admin.press('登録', account);
  await admin.page.getByRole('row', { name: /生活保護システム/ }).waitFor();

  await admin.tab('接続の鍵');
  const form = admin.form('接続の鍵の発行');
  await admin.choose('利用者', '生活保護システム（山口市福祉事務所・ケースワーカー）', form);
  await admin.type('名前', '台帳との連携', form);
  await form.getByLabel('相談者を見る').check();
  await admin.type('有効期限', '2027-03-31', form);
  await admin.press('発行する', form);
  const shown = admin.page.getByRole('group', { name: '接続の鍵' });
  const token = await shown.locator('code').innerText();
  expect(token).toMatch(/^mdg_/);
  const ask = () => fetch(`${t.baseUrl}/api/clients/${person.id}`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.status);
  expect(await ask()).toBe(200);
  await admin.press('控えた', shown);
  await admin.picture('admin-tokens');
  await admin.press('台帳との連携を取消');
  await admin.press('取り消す', admin.page.getByRole('dialog'));
  await admin.page.getByRole('row', { name: /台帳との連携/ }).getByText('取消済み').waitFor();
  expect(await ask()).toBe(401);
});

it('plans a move, which the head of the office sees and hands over', async () => {
  await admin.go('/admin');
  await admin.page.getByRole('checkbox', { name: '小野寺 健を選ぶ' }).check();
  await admin.press('人事異動');
  const form = admin.form('人事異動');
  await form.getByText('山口市福祉事務所・ケースワーカー').waitFor();
  expect(await admin.field('異動の日', form).inputValue()).toMatch(/R9\.4\.1|令和9/);
  await admin.choose('異動先の窓口', '山口市自立相談支援窓口', form);
  await admin.choose('異動先の役割', 'ケースワーカー', form);
  await admin.picture('admin-transfer');
  await admin.press('異動を登録', form);
  await admin.sees('1件の異動を登録しました。');
  await admin.page.getByRole('row', { name: /小野寺 健/ }).getByText(/4\/1（木）から 山口市自立相談支援窓口/).waitFor();
  await admin.press('小野寺 健');
  await admin.picture('admin-account');
  await admin.page.setViewportSize({ width: 683, height: 384 });
  await admin.picture('admin-account-200');
  await admin.page.setViewportSize({ width: 1366, height: 768 });

  const head = await Desk.open(browser, t.baseUrl, 'kakaricho');
  await head.home();
  await head.page.getByRole('link', { name: '引継ぎ' }).click();
  await head.page.getByRole('link', { name: '小野寺 健' }).click();
  const holdings = head.form('引継ぎ');
  await holdings.getByText(/引継/).first().waitFor();
  await head.choose('引き継ぐ人', '平井 さつき（ケースワーカー）', holdings);
  await head.picture('handover');
  await head.press('印を付けた1件を引き継ぐ', holdings);
  await head.sees('1件を平井 さつきさんに引き継ぎました。');
  await head.sees('引き継ぐものは、もうありません。');
  const { rows } = await t.owner.query<{ login: string }>('select s.login from support_case c join staff s on s.id = c.worker_id where c.id = $1', [person.caseId]);
  expect(rows).toEqual([{ login: 'cw2' }]);
  expect(head.complaints).toEqual([]);
  await ok((await t.signIn('cw2')).get(`/clients/${person.id}`));
});
