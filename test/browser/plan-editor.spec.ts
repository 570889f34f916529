import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';

// Real: the built screens in a Chromium, on an empty city: no plan was brought by anybody.
jest.setTimeout(90_000);

let t: TestApp;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  desk = await Desk.open(browser, t.baseUrl, 'keikaku');
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

const cell = (name: string) => desk.page.getByRole('textbox', { name, exact: true });
/** Until the draft has reached the server. */
const saved = () => desk.page.getByText(/に保存しました/).waitFor();

describe('a planner’s plan', () => {
  it('begins with its names, is typed by keyboard, and saves itself', async () => {
    await desk.go('/annual-plans');
    await desk.sees('事業計画は登録されていません。');
    await desk.press('新しい計画を入力');
    const form = desk.form('新しい計画を入力');
    await desk.press('案を作る', form);
    await desk.sees('協定の名称を入力してください。');
    await desk.type('協定の名称', '湊町市雇用対策協定', form);
    await desk.type('締結者', '湊町市\n湊町労働局', form);
    await desk.type('計画の名称', '雇用対策協定に基づく事業計画', form);
    await desk.choose('実績を載せる年数', '2年', form);
    await desk.press('案を作る', form);
    await desk.sees('入力した内容は自動で保存されます。');

    await desk.press('「1」に行を足す');
    await cell('1行目 項目').focus();
    // Enter leads from cell to cell, behind the last to a new line.
    for (const text of ['就職件数', '35歳未満', '10件', '(0回)0件', '15件以上 (14件)', '参加者数']) {
      await desk.page.keyboard.type(text);
      await desk.page.keyboard.press('Enter');
    }
    await saved();
    await desk.picture('plan-editor');
    expect(await cell('参加者数 項目').inputValue()).toBe('参加者数');

    await desk.page.keyboard.press('Control+z');
    await cell('2行目 項目').waitFor();
    await desk.sees('直すところがあるため、まだ保存していません。');
    await desk.press('「1」の2行目、項目');
    await desk.page.keyboard.type('参加者数');
    await saved();
  });

  it('takes a table that was copied elsewhere', async () => {
    await cell('参加者数 項目').focus();
    await desk.page.evaluate(`(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '説明会の参加者数\\t年2回\\t20人\\t約30人\\t40人\\r\\n面接会の参加企業\\t\\t—\\t3社\\t前年度実績以上\\r\\n');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    })()`);
    await cell('面接会の参加企業 項目').waitFor();
    await desk.sees('数として読めません（印字のまま残します）');
    await desk.page.getByRole('combobox', { name: '「説明会の参加者数」の内訳1の単位' }).selectOption('人');
    await saved();
    await desk.tab('目標値一覧');
    await desk.sees('前年度実績以上');
    const text = (await desk.page.locator('.plan-table').innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('就職件数 35歳未満 10件 (0回)0件 15件以上 (14件)');
    expect(text).toContain('説明会の参加者数 年2回 20人 約30人 40人');
  });

  it('is taken along as a file, which comes back as it was', async () => {
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.press('ファイルに書き出す')]);
    const file = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ format: 'madoguchi-plan-1', agreement: { name: '湊町市雇用対策協定' } });

    await desk.press('ファイルから取り込む');
    const form = desk.form('計画ファイルの取込み');
    const choose = (text: string) => form.locator('input[type=file]').setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await choose(file.replace('"label": "就職件数"', '"label": ""'));
    await desk.sees('の1行目、項目：空のままです。');
    await choose(file.replaceAll('2026', '2030'));
    await desk.sees('「令和12年度 雇用対策協定に基づく事業計画」を取り込めます。');
    await desk.press('案を作る', form);
    await desk.page.getByRole('group', { name: '令和12年度の計画の編集' }).waitFor();
    const [again] = await Promise.all([desk.page.waitForEvent('download'), desk.press('ファイルに書き出す')]);
    expect(readFileSync(await again.path(), 'utf8')).toBe(file.replaceAll('2026', '2030'));
    await desk.press('案を削除');
    await desk.press('案を削除', desk.page.getByRole('dialog'));
    await desk.sees('案を削除しました。');
  });

  it('is decided, and then takes what is reported and what is counted', async () => {
    await desk.press('決定を記録');
    const form = desk.form('計画の決定');
    await desk.type('決定日', 'R8.4.10', form);
    await desk.type('決定した会議', '第1回運営協議会', form);
    await desk.press('決定を記録', form);
    await desk.sees('第1版：');
    await desk.tab('実績');
    await desk.press('就職件数（件数）の報告値');
    const report = desk.form('報告値の入力');
    await desk.choose('時期', '2026年5月', report);
    await desk.type('報告値（件）', '7', report);
    await desk.type('根拠', '5月分の月報', report);
    await desk.press('保存', report);
    await desk.sees('5月分の月報');
    await desk.press('閉じる', desk.page.getByRole('dialog').first());
    await desk.sees('7件（5月まで）');
    await desk.press('就職件数（件数）の集計の定義');
    const define = desk.form('集計の定義');
    await desk.choose('数えるもの', '就職', define);
    await desk.choose('数え方', '件数（同じ人の2回目も数える）', define);
    await desk.choose('日付の基準', '就職日', define);
    await desk.press('保存', define);
    await desk.press('件数の内訳を開く');
    await desk.sees('開ける記録はありません。');
    await desk.picture('plan-figures');
    expect(desk.complaints).toEqual([]);
  });
});
