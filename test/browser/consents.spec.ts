import { isoDate } from '@madoguchi/kernel';
import { RecordProtection } from '@madoguchi/protection';
import type { Browser } from 'playwright-core';
import { assignmentId } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import type { Person } from '../world/world';

// The card of a consent in a real browser: renewed, narrowed, and given to a whole organisation.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let person: Person;
let other: Person;
let cw: Desk;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  [person, other] = [await t.world.person({ familyName: '同意' }), await t.world.person({ familyName: '機関' })];
  await t.world.consent(person, { lastDay: '2026-12-01' });
  cw = await Desk.open(browser, t.baseUrl, 'cw1');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect(cw.complaints).toEqual([]));

it('is renewed with a new paper; the old one stays and says so', async () => {
  await cw.go(`/clients/${person.id}?tab=consent`);
  await cw.press('更新する');
  const form = cw.form('同意の更新');
  await cw.type('有効期限', 'R9.11.19', form);
  await cw.press('更新', form);
  await cw.sees('同意を更新しました。');
  await cw.sees('更新済');
  const old = cw.page.getByRole('region').filter({ hasText: '更新済' });
  await old.getByText('この同意は終わっています。この同意で伝わる情報は、もうありません。').waitFor();
  expect(await old.getByText('伝わります').count()).toBe(0);
  await cw.sees('有効期限 2027/11/19（金） まで');
});

it('is narrowed: the items taken back are named with their day', async () => {
  await cw.go(`/clients/${person.id}?tab=consent`);
  await cw.press('項目を取りやめる');
  const dialog = cw.page.getByRole('dialog', { name: '同意の項目の取りやめ' });
  await cw.press('取りやめる', dialog.getByRole('form'));
  await cw.sees('取りやめる項目を選んでください。');
  await cw.pick('山口公共職業安定所へ伝えるのをやめる項目', '健康', dialog);
  await cw.picture('consent-narrow');
  await dialog.getByRole('button', { name: '取りやめる', exact: true }).click();
  await cw.sees('取りやめた項目：健康（山口公共職業安定所へ・11/20（金））');
  await cw.picture('consent-narrowed');
});

it('is shown as the recipient will see it: what it lets through, and the rest by name', async () => {
  await cw.go(`/clients/${person.id}?tab=consent`);
  await cw.press('相手からの見え方');
  const dialog = cw.page.getByRole('dialog', { name: '山口公共職業安定所からの見え方' });
  await dialog.getByText('同意　太郎').waitFor();
  // 健康 was taken back before; 相談記録 is on no form.
  for (const group of ['健康', '相談記録']) await dialog.getByText(`${group}：同意の範囲外です`).waitFor();
  expect(await dialog.getByRole('button', { name: /変更/ }).count()).toBe(0);
  await cw.picture('consent-preview');
  await cw.press('閉じる', dialog);
});

it('takes the scan of the signed paper, and gives it back', async () => {
  await cw.go(`/clients/${person.id}?tab=consent`);
  const card = cw.page.getByRole('region', { name: /就労支援の情報共有/ }).filter({ hasText: '○有効' });
  await card.getByText('同意書の文面（第1版）を読む').click();
  await card.locator('input[type=file]').setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') });
  await cw.sees('署名した同意書を添付しました。');
  const download = cw.page.waitForEvent('download');
  await card.getByRole('button', { name: '開く' }).click();
  expect((await download).suggestedFilename()).toBe('consent-2026-11-20.pdf');
  await cw.picture('consent-paper');
});

it('may be given to an organisation; a request then names the office', async () => {
  await cw.go(`/clients/${other.id}?tab=consent`);
  await cw.press('同意を登録する');
  const form = cw.form('同意の登録');
  await cw.choose('送り先', '山口公共職業安定所（山口労働局）', form);
  await form.getByLabel('山口労働局のすべての窓口に伝える').check();
  await cw.choose('同意書', '就労支援の情報共有（標準）', form);
  await cw.pick('同意の方法', '書面', form);
  await cw.press('登録', form);
  await cw.sees('就労支援の情報共有（標準）（山口労働局）');
  await cw.go(`/clients/${other.id}?tab=referral&new=true`);
  await cw.form('支援要請の起案').waitFor();
  await cw.pick('送り先', '山口公共職業安定所', cw.form('支援要請の起案'));
});

it('waits for its scan in the queue; the item leads to where it is attached, and is gone with it', async () => {
  await cw.go('/');
  await cw.sees('署名した同意書の添付');
  await cw.go('/follow-ups?view=mine');
  const row = cw.page.getByRole('row').filter({ hasText: '署名した同意書の添付' });
  await row.getByRole('link').click();
  await cw.sees('署名した同意書：まだ添付されていません');
  expect(new URL(cw.page.url())).toMatchObject({ pathname: `/clients/${other.id}` });
  await cw.picture('consent-paper-missing');
  await cw.page.locator('input[type=file]').setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') });
  await cw.sees('署名した同意書を添付しました。');
  // Within the application: the queue is asked again, not taken from what was shown before.
  await cw.page.getByRole('navigation').first().getByRole('link', { name: /期限・対応/ }).click();
  await cw.sees('同意の有効期限');
  await row.waitFor({ state: 'detached' });
});

describe('a person on the screen of another office', () => {
  /** What of the person can be read on the page, without a click, within the five seconds. */
  async function closesWithin(page: Desk, name: string, happens: () => Promise<unknown>): Promise<void> {
    await happens();
    await page.page.getByText(name).first().waitFor({ state: 'detached', timeout: 5_000 });
    expect(await page.page.getByText(name).count()).toBe(0);
  }

  it('is gone without a click when the consent is withdrawn, and when a measure closes where it can be found', async () => {
    const [withdrawn, guarded] = [await t.world.sharedPerson({ familyName: '撤回済' }), await t.world.sharedPerson({ familyName: '措置中', phone: '090-1234-5678' })];
    const navi = await Desk.open(browser, t.baseUrl, 'navi1');
    await navi.go(`/clients/${withdrawn.id}?tab=basic`);
    await navi.sees('撤回済　太郎');
    await closesWithin(navi, '撤回済', () => t.world.withdraw(withdrawn.consent));
    await navi.sees('同意の範囲外です');
    await navi.picture('closed-while-open');

    await navi.go(`/clients/${guarded.id}?tab=basic`);
    await navi.sees('090-1234-5678');
    await closesWithin(navi, '090-1234-5678', () => t.app.get(RecordProtection, { strict: false }).run(t.ctx('cw1'), { personId: guarded.id, kind: 'local', startedOn: isoDate('2026-11-20'), companions: [] }));
    await navi.page.close();
  });

  it('is gone when the member of staff moves to another office', async () => {
    const shared = await t.world.sharedPerson({ familyName: '異動前' });
    const navi = await Desk.open(browser, t.baseUrl, 'navi2');
    await navi.go(`/clients/${shared.id}?tab=basic`);
    await navi.sees('異動前　太郎');
    await closesWithin(navi, '異動前', () => t.owner.query('update assignment set valid_until = $2 where id = $1', [assignmentId('navi2'), '2026-11-20']));
    await navi.page.close();
  });
});
