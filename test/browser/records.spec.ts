import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { ok } from '../support/looks';
import type { Person } from '../world/world';

// Forms of a person's page in a real browser: putting a record right, the support team, and a save that ends late.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let desk: Desk;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  const city = await t.signIn('cw1');
  person = await t.world.person({ familyName: '記録' });
  const { id, caseId } = person;
  await ok(city.post(`/clients/${id}/consultations`, { caseId, occurredOn: '2026-11-19', mode: 'counter', attended: true, content: '12日に面接があった。' }));
  await t.world.consent(person);
  desk = await Desk.open(browser, t.baseUrl, 'cw1');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect(desk.complaints).toEqual([]));

it('puts a record right: the old line stays and says so', async () => {
  await desk.go(`/clients/${person.id}`);
  await desk.press('11/19（木）の記録の訂正を書く');
  const form = desk.form('相談記録の訂正');
  await form.waitFor();
  expect(await desk.field('内容', form).inputValue()).toBe('12日に面接があった。');
  await desk.type('内容', '13日に面接があった。', form);
  await desk.press('登録', form);
  await desk.sees('この記録は後で訂正されています');
  await desk.sees('訂正の記録');
  await desk.sees('12日に面接があった。');
  // Only the newest line can be put right again.
  await form.waitFor({ state: 'detached' });
  await desk.page.getByRole('button', { name: '新しい記録' }).waitFor();
  expect(await desk.page.getByRole('button', { name: /の記録の訂正を書く$/ }).count()).toBe(1);
});

it('does not fetch anybody back who left the form while it was being saved', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await desk.page.route('**/api/clients/*/consultations', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await desk.go(`/clients/${person.id}?tab=record&new=true`);
  const form = desk.form('相談記録');
  await desk.type('内容', '保存の途中で別のタブへ移る。', form);
  await desk.press('登録', form);
  await desk.tab('基本情報');
  release();
  await desk.sees('相談記録を登録しました。');
  expect(new URL(desk.page.url()).searchParams.get('tab')).toBe('basic');
  await desk.page.unroute('**/api/clients/*/consultations');
});

it('writes a plan with its team and a menu of shorter dates', async () => {
  await desk.go(`/clients/${person.id}?tab=plan&new=true`);
  const form = desk.form('支援プラン');
  await desk.type('長期目標', '働き始める', form);
  await desk.type('目標', '生活のリズムを整える', form);
  await desk.type('期日', '+2w', form);
  await desk.choose('メニュー', '履歴書・面接対策', form);
  await desk.type('開始日', 'R8.12.1', form);
  await desk.type('終了日', 'R8.12.28', form);
  await desk.press('支援チームを追加', form);
  await desk.press('登録', form);
  await desk.sees('支援チーム1の職員を選んでください。');
  await desk.choose('職員', '小野寺 健（ケースワーカー）', form);
  await desk.type('役割', '生活面の支援', form);
  await desk.press('登録', form);
  await desk.sees('小野寺 健（生活面の支援）');
  await desk.sees('12/1（火）～12/28（月）');
});

it('tells the city which records of the other party are closed to it', async () => {
  await desk.go(`/clients/${person.id}`);
  await desk.sees('支援経過');
  expect(await desk.page.getByText('山口公共職業安定所の相談記録').count()).toBe(0);
  await desk.go(`/clients/${person.id}?tab=consent`);
  await desk.press('同意を撤回する');
  const form = desk.form('同意の撤回');
  await desk.pick('情報共有なしで支援を続けるか', '続ける', form);
  await desk.press(/撤回する/, form);
  await desk.sees('撤回済');
  await desk.tab('記録');
  await desk.sees('山口公共職業安定所の相談記録');
  await desk.tab('プラン');
  await desk.sees('山口公共職業安定所のプラン');
});
