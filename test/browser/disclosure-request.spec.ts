import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { ok } from '../support/looks';
import type { Person } from '../world/world';

// 開示請求 in a real browser: reviewed by one, decided by another, printed with ■.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  const navi = await t.signIn('navi1');
  person = await t.world.person({ familyName: '請求' });
  await t.world.consent(person);
  await t.world.move(await t.world.sentRequest(person), 'accept');
  await ok(navi.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '𠮷田さんの紹介で来所した。' }));
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

it('is reviewed with the keyboard, decided by another person, and printed with what is blacked out', async () => {
  const navi = await Desk.open(browser, t.baseUrl, 'navi1');
  await navi.go(`/clients/${person.id}?tab=consent`);
  await navi.press('開示請求を受け付ける');
  const form = navi.form('開示請求の受付');
  await navi.press('登録', form);
  await navi.sees('請求した人の氏名を入力してください。');
  await navi.type('請求した人の氏名', '請求　太郎', form);
  await navi.choose('本人確認の方法', '写真付きの本人確認書類', form);
  await navi.type('請求の内容', '私の相談の記録', form);
  await navi.picture('disclosure-request-form');
  await navi.press('登録', form);
  await navi.sees('決定期限');
  await navi.press('審査を始める');
  const consultation = navi.page.getByRole('region', { name: /^相談記録/ });
  await navi.press('部分開示', consultation);
  const box = consultation.getByLabel('黒塗りにする文字を選ぶ');
  await box.focus();
  await navi.page.keyboard.press('Control+Home');
  // Below 方法 and 来所・応答.
  for (const _ of ['方法', '来所・応答']) await navi.page.keyboard.press('ArrowDown');
  for (const _ of '内容：') await navi.page.keyboard.press('ArrowRight');
  for (const _ of ['𠮷', '田', 'さ']) await navi.page.keyboard.press('Shift+ArrowRight');
  await navi.page.keyboard.press('Control+X');
  await navi.press('選んだ文字を黒塗りにする', consultation);
  await navi.sees('■■■んの紹介で来所した。');
  await box.evaluate((area: { setSelectionRange: (from: number, until: number) => void; value: string }) => area.setSelectionRange(area.value.indexOf('さ'), area.value.indexOf('さ') + 1));
  await navi.press('選んだ文字を戻す', consultation);
  await navi.sees('■■さんの紹介で来所した。');
  await navi.choose('開示しない理由', '本人以外の個人の情報（78条1項2号）', consultation);
  await navi.picture('disclosure-request-review');
  await navi.press('保存', consultation);
  const left = async (): Promise<number> => Number(/残り (\d+)件/.exec((await navi.page.getByText(/残り \d+件/).textContent()) ?? '')?.[1]);
  await consultation.getByText('部分開示').first().waitFor();
  const open = navi.page.getByRole('region').filter({ has: navi.page.getByText('未定') }).filter({ hasNot: navi.page.getByRole('region') });
  for (let n = await open.count(); n > 0; n -= 1) {
    const others = await left();
    await open.first().getByRole('button', { name: '開示', exact: true }).click();
    await navi.sees(`残り ${others - 1}件`);
  }
  const unasked = navi.page.getByRole('region').filter({ has: navi.page.getByText('未協議') }).filter({ hasNot: navi.page.getByRole('region') });
  for (let n = await unasked.count(); n > 0; n -= 1) {
    await navi.press('協議を記録する', unasked.first());
    const record = navi.form('協議の記録');
    await navi.choose('回答', '移送', record);
    await navi.type('回答日', 'R8.11.20', record);
    await navi.press('保存', record);
    await navi.sees(`残り ${n - 1}件`);
  }
  expect(await navi.page.getByRole('button', { name: '決定する' }).count()).toBe(0);
  expect(await navi.page.getByRole('link', { name: '決定通知書を印刷する' }).count()).toBe(0);

  const chief = await Desk.open(browser, t.baseUrl, 'toukatsu');
  await chief.go('/follow-ups?view=office');
  await chief.sees('開示請求への決定');
  await chief.go(`/clients/${person.id}?tab=consent`);
  await chief.press('審査を開く');
  await chief.sees('審査のとおり決定する');
  await chief.picture('disclosure-request-decision');
  await chief.press('決定する', chief.form('開示請求への決定'));
  await chief.sees('決定しました。');
  const address = await chief.page.getByRole('link', { name: '決定通知書を印刷する' }).getAttribute('href');
  await chief.go(address ?? '');
  await chief.page.getByRole('article', { name: '保有個人情報部分開示決定通知書' }).waitFor();
  await chief.sees('■■さんの紹介で来所した。');
  await chief.sees('移送');
  expect(await chief.page.getByText('𠮷田').count()).toBe(0);
  await chief.picture('disclosure-request-print');
  expect([...navi.complaints, ...chief.complaints]).toEqual([]);
});
