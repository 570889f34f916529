import type { Browser } from 'playwright-core';
import { destroyPersonKey } from '../../apps/cli/src/destroy-person-key';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { ok } from '../support/looks';
import { violationsOn } from '../support/rules';

// What an auditor does on the screen: open what an event changed, and see what may be worth a question.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let desk: Desk;
let number: string;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  const [cw, other] = [await t.signIn('cw1'), await t.signIn('cw2')];
  await t.owner.query("update setting set value = '1' where key = 'audit.without_part_persons'");
  const person = await t.world.person({ familyName: '検分' });
  ({ number } = person);
  await ok(cw.put(`/clients/${person.id}/contact`, { version: 1, phone: '090-0000-1111' }));
  await ok(other.get(`/clients/${person.id}`));
  await ok(other.post('/clients/search', { text: 'サガシタ コトバ' }));
  desk = await Desk.open(browser, t.baseUrl, 'kansa');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

const dialog = () => desk.page.getByRole('dialog').last();
const faults = async () => (await violationsOn(desk.page, ['wcag2a', 'wcag2aa', 'wcag22aa'])).map((one) => one.id);

async function openFirst(action: string): Promise<void> {
  await desk.go('/audit');
  await desk.choose('操作', action);
  await desk.page.getByRole('button', { name: '検索', exact: true }).click();
  await desk.press('の内容を見る');
}

describe('the auditor', () => {
  it('opens an event and sees what was before and after, and what was searched for', async () => {
    await openFirst('基本情報を変更');
    await dialog().getByRole('row', { name: /電話番号.*090-0000-1111/ }).waitFor();
    expect(await faults()).toEqual([]);
    await openFirst('相談者を検索');
    await dialog().getByText('サガシタ コトバ').waitFor();
  });

  it('sees who opened persons without a part in them, by which limit, and opens the events', async () => {
    await desk.go('/audit?view=patterns');
    await desk.press('調べる');
    await desk.sees('90日以内に自分の記録もない相談者を、1日に1人以上開いた職員');
    await desk.press(/平井 さつき .*の記録を見る/);
    await dialog().getByRole('cell', { name: number }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('is told where the key is gone', async () => {
    await destroyPersonKey(t.database.ownerUrl, number);
    await openFirst('基本情報を変更');
    await dialog().getByText('鍵が破棄されたため表示できません').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
