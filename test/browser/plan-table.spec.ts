import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';

// Real: the built screens in a Chromium. What must stand there was copied from the published table by hand.
jest.setTimeout(60_000);

/** 「令和6年度事業計画目標値一覧」: five years of 実績 and 目標値 (in brackets that of the year before), without spaces. */
const PRINTED: readonly (readonly [label: string, ...cells: readonly [string, string, string, string, string, string]])[] = [
  ['☆山口所の紹介による若年者の正社員就職件数', '552件', '474件', '449件', '419件', '389件', '389件'],
  ['☆「山口新卒応援ハローワーク」利用者の就職件数', '633件', '788件', '694件', '669件', '673件', '626件(666件)'],
  ['☆山口所の「マザーズコーナー」利用者の就職件数', '286件', '254件', '264件', '279件', '289件', '289件(279件)'],
  ['☆「子育て女性等を対象とした再就職準備セミナー」の参加求職者数', '34人', '(0回)0人', '(1回)11人', '22人', '28人', '40人(40人)'],
  ['☆山口所の紹介による高齢者の就職件数', '756件', '706件', '720件', '730件', '734件', '734件(730件)'],
  ['☆「アクティブシニア・セカンドライフ応援セミナー」の参加求職者数', '', '', '', '', '39人', '50人'],
  ['☆「アクティブシニアのための企業面談会」の参加企業、参加求職者数', '19社40人', '12社31人', '12社26人', '6社20人', '20社29人', '15社・50人(15社・50人)'],
  ['☆山口所の紹介による障がい者の就職件数', '178件', '152件', '144件', '168件', '200件', '200件(168件)'],
  ['☆「障がい者雇用合同面接会」の参加企業、参加求職者(障がい者)数', '35社95人', '0社0人', '23社51人', '24社52人', '31社69人', '30社・80人(30社・100人)'],
  ['☆山口所の「人材確保対策コーナー」における就職件数', '465件', '412件', '422件', '377件', '418件', '418件'],
  ['☆「医療・福祉の合同就職面接会」の参加企業、参加求職者数', '', '', '', '', '6社21人', '8社・30人'],
  ['☆「保育ミニ面接会」の参加求職者数', '4人', '7人', '(0回)0人', '7人', '6人', '10人(10人)'],
  ['☆山口所における生活保護受給者等就労自立促進事業の支援対象者、支援対象者のうち就職件数', '163人126件', '166人116件', '148人112件', '151人110件', '121人92件', '120人・82件(120人・78件)'],
  ['☆「合同就職面接会」の参加企業、参加求職者数', '', '', '', '', '', '30社・100人'],
];

let t: TestApp;
let browser: Browser;
let published: string;
beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  ({ published } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

/** The table as rows of cells, without what only assistive technology hears and without spaces. */
async function tableOf(desk: Desk): Promise<readonly (readonly string[])[]> {
  return desk.page.evaluate<string[][]>(`[...document.querySelectorAll('.plan-table tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll('.sr-only').forEach((hidden) => hidden.remove());
      return copy.textContent.replaceAll(/\\s/g, '');
    }))`);
}

describe('the published plan on the screen', () => {
  it('stands there cell for cell as printed, blanks and brackets included', async () => {
    const desk = await Desk.open(browser, t.baseUrl, 'keikaku');
    await desk.go('/annual-plans');
    await desk.page.getByRole('combobox', { name: '事業計画' }).selectOption({ index: 2 });
    await desk.sees('令和6年度事業計画目標値一覧');
    await desk.sees('注1) 目標値の()は令和5年度目標値');
    const [first, second, ...body] = await tableOf(desk);
    expect(first).toEqual(['連携項目', '目標', '実績', '目標値令和6年度']);
    expect(second).toEqual(['項目', '説明', '平成31年度(令和元年度)', '令和2年度', '令和3年度', '令和4年度', '令和5年度']);
    const cells = body.map((row) => row.slice(-6));
    expect(cells).toEqual(PRINTED.map(([, ...printed]) => printed));
    const labels = body.map((row) => row.slice(-8)[0] ?? '');
    PRINTED.forEach(([label], index) => expect(labels[index]?.startsWith(label)).toBe(true));
    expect(desk.complaints).toEqual([]);
  });

  it('stands on paper whole: A4 across, every column, the headings on each page', async () => {
    const desk = await Desk.open(browser, t.baseUrl, 'cw1');
    await desk.go(`/print/annual-plans/${published}`);
    await desk.sees('注1) 目標値の()は令和5年度目標値');
    const cells = (await tableOf(desk)).slice(2).map((row) => row.slice(-6));
    expect(cells).toEqual(PRINTED.map(([, ...printed]) => printed));
    await desk.page.emulateMedia({ media: 'print' });
    // What A4 across leaves between its margins, in CSS pixels.
    await desk.page.setViewportSize({ width: Math.floor((277 / 25.4) * 96), height: 718 });
    const measured = await desk.page.evaluate<readonly [number, number, string, string]>(`(() => {
      const table = document.querySelector('.plan-table');
      return [table.getBoundingClientRect().right, document.documentElement.clientWidth, getComputedStyle(table.tHead).display, getComputedStyle(document.querySelector('.no-print')).display];
    })()`);
    expect(measured[0]).toBeLessThanOrEqual(measured[1]);
    expect(measured.slice(2)).toEqual(['table-header-group', 'none']);
    await desk.picture('plan-print');
    expect(desk.complaints).toEqual([]);
  });

  it('comes down as a workbook', async () => {
    const desk = await Desk.open(browser, t.baseUrl, 'keikaku');
    await desk.go(`/annual-plans?plan=${published}`);
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.press('Excelに出力')]);
    // A workbook; that its cells are the table's is shown beside its writer.
    expect(readFileSync(await download.path()).subarray(0, 2).toString()).toBe('PK');
    expect(download.suggestedFilename()).toBe('令和6年度 山口市雇用対策協定に基づく事業計画.xlsx');
  });

  it('is told apart from the draft of this year', async () => {
    const desk = await Desk.open(browser, t.baseUrl, 'keikaku');
    await desk.go('/annual-plans');
    await desk.sees('令和8年度事業計画目標値一覧（案）');
    const [, , line] = await tableOf(desk);
    // Two new years stand at the right, nobody has reported them; the target of the year before is in brackets.
    expect(line?.slice(-6)).toEqual(['449件', '419件', '389件', '未報告', '未報告', '389件(389件)']);
  });
});
