import type { Browser } from 'playwright-core';
import type { ApiSession } from '../support/api-session';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { ok } from '../support/looks';
import type { Person } from '../world/world';

// DV等支援措置 in a real browser: two offices look at one person, and two persons let something out.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let city: ApiSession;
let person: Person;
let cw: Desk;
let navi: Desk;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  city = await t.signIn('cw1');
  person = await t.world.person({ familyName: '保護' });
  await ok(city.put(`/clients/${person.id}/contact`, { version: 1, phone: '083-555-0142', address: '山口市秘密町1-2-3' }));
  await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'accept');
  [cw, navi] = [await Desk.open(browser, t.baseUrl, 'cw1'), await Desk.open(browser, t.baseUrl, 'navi1')];
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect([...cw.complaints, ...navi.complaints]).toEqual([]));

const page = (): string => `/clients/${person.id}`;

it('is recorded on the person’s page and from then on warns both offices, and closes the address to the other', async () => {
  await navi.go(`${page()}?tab=basic`);
  await navi.sees('山口市秘密町1-2-3');
  await cw.go(`${page()}?tab=consent`);
  await cw.press('措置を登録する');
  const form = cw.form('措置の登録');
  await cw.press('登録', form);
  await cw.sees('有効期限を入力してください。');
  await cw.type('有効期限', 'R9.10.31', form);
  await cw.press('登録', form);
  await cw.sees('措置を登録しました。');
  await cw.page.getByRole('list', { name: '注意' }).getByText('DV等支援措置').waitFor();
  await cw.picture('protection-city');
  await navi.go(`${page()}?tab=basic`);
  await navi.page.getByRole('list', { name: '注意' }).getByText('DV等支援措置').waitFor();
  await navi.sees('DV等支援措置のため表示しません');
  expect(await navi.page.getByText('秘密町').count()).toBe(0);
  await navi.picture('protection-hello-work');
});

it('is marked in the search', async () => {
  await cw.page.keyboard.press('/');
  await cw.page.keyboard.type(person.number);
  await cw.page.keyboard.press('Enter');
  await cw.page.getByRole('table').getByText('DV等支援措置').waitFor();
});

it('keeps the workplace out of a print', async () => {
  const { items } = await ok<{ items: { id: string }[] }>(city.get(`/clients/${person.id}/referrals`));
  await cw.go(`/print/referrals/${items[0]?.id ?? ''}`);
  await cw.page.getByRole('article', { name: '支援要請書' }).waitFor();
  expect(await cw.page.getByText('秘密町').count()).toBe(0);
});

it('lets an address out when a second person has decided', async () => {
  await cw.go(`${page()}?tab=consent`);
  await cw.press(/^提供を申し出る/);
  const form = cw.page.getByRole('form', { name: '提供の申し出', exact: true });
  await cw.choose('提供先', '山口公共職業安定所（山口労働局）', form);
  await cw.pick('提供する情報', '連絡先', form);
  await cw.type('提供する理由', '面接の連絡のため', form);
  await cw.press('申し出る', form);
  await cw.sees('決裁待ち');
  expect(await cw.page.getByRole('button', { name: '決裁する' }).count()).toBe(0);
  const boss = await Desk.open(browser, t.baseUrl, 'kakaricho');
  await boss.go('/follow-ups?view=office');
  await boss.sees('DV等支援措置の決裁');
  await boss.go(`${page()}?tab=consent`);
  await boss.press('決裁する');
  await boss.sees('提供中');
  await boss.picture('protection-release');
  await navi.go(`${page()}?tab=basic`);
  await navi.sees('山口市秘密町1-2-3');
  expect(boss.complaints).toEqual([]);
});
