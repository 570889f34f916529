import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import type { Person } from '../world/world';

// 例外的な閲覧 in a real browser: asked by one office, answered by who holds the records.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  person = await t.world.person({ familyName: '緊急' });
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

it('opens a person for some hours to an office without consent, and leaves a trace with the holder', async () => {
  const { rows } = await t.owner.query<{ born: string }>('select birth_date::text as born from person_basic where person_id = $1', [person.id]);
  const navi = await Desk.open(browser, t.baseUrl, 'navi1');
  await navi.go('/clients');
  await navi.page.getByRole('link', { name: '例外的な閲覧' }).click();
  await navi.press('例外的な閲覧を照会する');
  const form = navi.form('例外的な閲覧の照会');
  await navi.press('照会する', form);
  await navi.sees('根拠を選んでください。');
  await navi.type('受付番号', person.number, form);
  await navi.type('生年月日', rows[0]?.born ?? '', form);
  await navi.pick('見る情報', '連絡先', form);
  await navi.pick('根拠', '明らかに本人の利益・特別の理由（69条2項4号）', form);
  await navi.type('理由', '急病で搬送されたため', form);
  await navi.picture('exceptional-form');
  await navi.press('照会する', form);
  await navi.sees('照会中');
  expect(await navi.page.getByText('緊急').count()).toBe(0);

  const boss = await Desk.open(browser, t.baseUrl, 'kakaricho');
  await boss.go('/follow-ups?view=office');
  await boss.sees('例外的な閲覧の照会への回答');
  await boss.go('/exceptional-access');
  await boss.sees('山口公共職業安定所 から');
  await boss.picture('exceptional-received');
  await boss.press('開示する');
  await boss.sees('閲覧中');
  await navi.page.reload();
  await navi.page.getByRole('link', { name: '緊急　太郎' }).click();
  await navi.page.getByRole('heading', { name: /緊急/ }).waitFor();
  await navi.picture('exceptional-open');
  await boss.go(`/clients/${person.id}?tab=consent`);
  await boss.sees('急病で搬送されたため');
  await boss.picture('disclosures');
  expect([...navi.complaints, ...boss.complaints]).toEqual([]);
});
