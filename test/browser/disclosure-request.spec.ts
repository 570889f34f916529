import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { command, giveConsent, ok, type Person, registerPerson, sendReferral } from '../support/stories';

// 開示請求 in a real browser: reviewed by one, decided by another, printed with ■.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  const [cw, boss, navi] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1')];
  person = await registerPerson(cw, '請求');
  await giveConsent(cw, person);
  await command(navi, await sendReferral(cw, boss, person), 'accept');
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
  await navi.page.keyboard.press('ArrowDown');
  for (const _ of '内容：') await navi.page.keyboard.press('ArrowRight');
  for (const _ of ['𠮷', '田', 'さ']) await navi.page.keyboard.press('Shift+ArrowRight');
  await navi.press('選んだ文字を黒塗りにする', consultation);
  await navi.sees('■■■んの紹介で来所した。');
  await navi.page.keyboard.press('Shift+ArrowLeft');
  await box.evaluate((area: { setSelectionRange: (from: number, until: number) => void; value: string }) => area.setSelectionRange(area.value.indexOf('さ'), area.value.indexOf('さ') + 1));
  await navi.press('選んだ文字を戻す', consultation);
  await navi.sees('■■さんの紹介で来所した。');
  await navi.choose('開示しない理由', '本人以外の個人の情報（78条1項2号）', consultation);
  await navi.picture('disclosure-request-review');
  await navi.press('保存', consultation);
  await consultation.getByRole('button', { name: '不開示' }).waitFor();
  const open = navi.page.getByRole('region').filter({ hasText: '未定' }).and(navi.page.locator('section section'));
  while ((await open.count()) > 0) {
    const before = await open.count();
    await open.first().getByRole('button', { name: '開示', exact: true }).click();
    await expect.poll(() => open.count()).toBe(before - 1);
  }
});
