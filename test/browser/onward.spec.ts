import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import type { Person } from '../world/world';
import { metPerson } from '../world/met-person';

// 他機関への再提供 in a real browser: the person's consent, the question, the origin's answer in part, what the third office sees.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let person: Person;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  person = await metPerson(t, '再提供');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

it('passes on what the person and the office it came from let pass, and says whose approval is missing', async () => {
  const cw = await Desk.open(browser, t.baseUrl, 'cw1');
  await cw.go(`/clients/${person.id}?tab=consent`);
  await cw.press('再提供を申し出る');
  await cw.sees('再提供には、本人の同意が必要です。');
  await cw.press('閉じる');
  await cw.press('同意を登録する');
  const consent = cw.form('同意の登録');
  await cw.choose('送り先', '見本福祉会 家計と住まいの相談室（見本福祉会（委託先））', consent);
  await cw.choose('同意書', '他機関から受け取った情報の再提供', consent);
  await cw.sees(/市の窓口がほかの機関から受け取った基本・相談記録・プラン・求職活動・就職の情報も/);
  await cw.picture('onward-consent');
  await cw.press('登録', consent);
  await cw.sees('同意を登録しました。');
  await cw.press('再提供を申し出る');
  const form = cw.form('再提供の申し出');
  await cw.press('申し出る', form);
  await cw.sees('再提供先を選んでください。');
  await cw.choose('再提供先', '見本福祉会 家計と住まいの相談室（見本福祉会（委託先））', form);
  await cw.pick('再提供する項目', '相談記録', form);
  await cw.pick('再提供する項目', '求職活動', form);
  await cw.type('目的', '家計の相談を続けるため', form);
  await cw.picture('onward-form');
  await cw.press('申し出る', form);
  await cw.sees('相談記録：山口公共職業安定所の承諾を待っています');

  const chief = await Desk.open(browser, t.baseUrl, 'toukatsu');
  await chief.go('/follow-ups?view=office');
  await chief.sees('再提供の承諾');
  await chief.go(`/clients/${person.id}?tab=consent`);
  await chief.press('回答する');
  const answer = chief.form('再提供への回答');
  await chief.pick('回答', '承諾する', answer);
  await answer.getByLabel('求職活動', { exact: true }).uncheck();
  await chief.picture('onward-answer');
  await chief.press('回答する', answer);
  await chief.sees('求職活動：山口公共職業安定所の承諾がありません');

  const third = await Desk.open(browser, t.baseUrl, 'kakei');
  await third.go('/follow-ups?view=office');
  await third.sees('再提供の知らせ');
  await third.go(`/clients/${person.id}?tab=record`);
  await third.sees('安定所での相談');
  await third.go(`/clients/${person.id}?tab=consent`);
  await third.sees('求職活動：山口公共職業安定所の承諾がありません');
  await third.picture('onward-received');

  await cw.go(`/clients/${person.id}?tab=consent`);
  await cw.sees('○ 相談記録');
  await cw.picture('onward-passed');
  expect([...cw.complaints, ...chief.complaints, ...third.complaints]).toEqual([]);
});

const FOCUSED = `(() => {
  const at = document.activeElement;
  return ((at.labels && at.labels[0] ? at.labels[0] : at).textContent || '').trim();
})()`;

/** Tab by Tab, until what bears these words has the focus. */
async function reach(desk: Desk, words: string): Promise<void> {
  for (let tabs = 0; tabs < 120; tabs += 1) {
    if ((await desk.page.evaluate<string>(FOCUSED)).startsWith(words)) return;
    await desk.page.keyboard.press('Tab');
  }
  throw new Error(`No Tab reaches ${words}`);
}

it('is asked with the keyboard alone', async () => {
  const other = await metPerson(t, '打鍵');
  await t.world.onwardConsent(other);
  const cw = await Desk.open(browser, t.baseUrl, 'cw1');
  const { keyboard } = cw.page;
  await cw.go(`/clients/${other.id}?tab=consent`);
  await cw.sees('再提供を申し出る');
  await reach(cw, '再提供を申し出る');
  await keyboard.press('Enter');
  await cw.sees('情報の提供元');
  await reach(cw, '再提供先');
  await keyboard.press('ArrowDown');
  await reach(cw, '相談記録');
  await keyboard.press('Space');
  await reach(cw, '目的');
  await keyboard.type('家計の相談を続けるため');
  await reach(cw, '申し出る');
  await keyboard.press('Enter');
  await cw.sees('相談記録：山口公共職業安定所の承諾を待っています');
  await reach(cw, '再提供を終える');
  await keyboard.press('Enter');
  await cw.sees('再提供を終えました。');
  expect(cw.complaints).toEqual([]);
});
