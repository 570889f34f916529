import type { Browser, CDPSession } from 'playwright-core';
import { staffId } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { eventually } from '../support/eventually';

// What a counter does without the mouse, with the input method's own keys simulated through the browser.
jest.setTimeout(60_000);

let t: TestApp;
let browser: Browser;
let desk: Desk;
let ime: CDPSession;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  desk = await Desk.open(browser, t.baseUrl, 'cw1');
  await desk.home();
  ime = await desk.page.context().newCDPSession(desk.page);
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});
afterEach(() => expect(desk.complaints).toEqual([]));

/** A conversion as the input method runs it: reading, candidate, and the Enter that takes the candidate. */
async function convert(reading: string, candidate: string): Promise<void> {
  for (let end = 1; end <= reading.length; end += 1) await compose(reading.slice(0, end));
  await compose(candidate);
  // Chromium gives the key of a composition this code; its text goes to nobody.
  await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await ime.send('Input.insertText', { text: candidate });
  await ime.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
}

/** A key that the input method takes for itself in the middle of a conversion (Chromium's code for all of them). */
async function pressInConversion(key: string, modifiers = 0): Promise<void> {
  await compose('かな');
  await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, modifiers, windowsVirtualKeyCode: 229 });
  await ime.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, modifiers, windowsVirtualKeyCode: 229 });
  await compose('');
}

const CTRL = 2;

const compose = (text: string) => ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

const people = async (): Promise<number> => {
  const { rows } = await t.owner.query<{ n: number }>('select count(*)::int as n from person');
  return rows[0]?.n ?? -1;
};

it('registers a client with the keyboard alone; the Enter of a conversion saves nothing', async () => {
  const before = await people();
  const sent: string[] = [];
  desk.page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/clients') sent.push(request.url());
  });
  const { keyboard } = desk.page;
  await keyboard.press('c');
  const form = desk.form('新規受付');
  await form.waitFor();
  await desk.field('カナ', form).focus();
  await keyboard.press('Tab');
  await convert('やまだ', '山田');
  await keyboard.type('　');
  await convert('はなこ', '花子');
  expect(await desk.field('氏名', form).inputValue()).toBe('山田　花子');
  expect(await desk.field('カナ', form).inputValue()).toBe('ヤマダ　ハナコ');
  // Some input methods confirm with Ctrl+Enter, which is our key for saving.
  await pressInConversion('Enter', CTRL);
  expect(sent).toEqual([]);
  expect(await desk.page.getByText('確認してください').count()).toBe(0);

  await keyboard.press('Tab');
  await keyboard.type('S50.4.1');
  await desk.sees('昭和50年4月1日');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.type('０８３－０００－１２３４');
  await keyboard.press('Tab');
  await keyboard.type('７５３－８６５０');
  // 住所, 事業, 対象区分
  for (let presses = 0; presses < 3; presses += 1) await keyboard.press('Tab');
  expect(await desk.page.evaluate<string>('document.activeElement.getAttribute("name")')).toBe('welfareStatus');
  await keyboard.press('ArrowDown');
  await desk.field('主訴', form).focus();
  await convert('しごと', '仕事');
  await keyboard.press('Control+Enter');
  await desk.page.waitForURL(/\/clients\/[0-9a-f-]{36}/);
  await desk.sees('山田');
  expect(sent).toHaveLength(1);
  expect(await people()).toBe(before + 1);
  const { rows } = await t.owner.query<{ phone: string; postal_code: string }>('select phone, postal_code from person_contact');
  expect(rows).toContainEqual({ phone: '083-000-1234', postal_code: '7538650' });
});

it('searches only when Enter is not the conversion’s', async () => {
  await desk.go('/follow-ups');
  await desk.page.getByRole('heading', { name: '期限・対応' }).waitFor();
  await desk.page.keyboard.press('/');
  await convert('やまだ', '山田');
  expect(new URL(desk.page.url()).pathname).toBe('/follow-ups');
  // Escape gives the conversion up, not the box.
  await pressInConversion('Escape');
  expect(await desk.page.evaluate<string>('document.activeElement.id')).toBe('global-search');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL(/\/clients/);
  await desk.page.getByRole('link', { name: /山田/ }).first().waitFor();
  // The name that was looked for stands neither in the address nor in the title.
  expect(decodeURIComponent(desk.page.url()) + (await desk.page.title())).not.toContain('山田');
});

it('leaves single letters to the text while text is typed', async () => {
  await desk.go('/clients');
  await desk.page.getByRole('heading', { name: '相談者' }).waitFor();
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('c');
  expect(new URL(desk.page.url()).pathname).toBe('/clients');
});

describe('the queue', () => {
  beforeAll(async () => {
    const city = await t.signIn('cw1');
    for (const name of ['一之瀬', '二宮', '三好']) {
      const person = await t.world.person({ familyName: name });
      const answer = await city.post(`/clients/${person.id}/consultations`, {
        caseId: person.caseId,
        occurredOn: '2026-11-20',
        mode: 'counter',
        attended: true,
        content: '様子を聞いた。',
        next: { plannedOn: '2026-11-25', place: '窓口', staffId: staffId('cw1') },
      });
      expect(answer.status).toBe(201);
    }
  });

  const selected = () => desk.page.locator('tr[aria-current=true] th').innerText();

  it('moves with J and K, opens with Enter, writes with N and goes on to the next', async () => {
    await desk.go('/follow-ups');
    const { keyboard } = desk.page;
    await desk.page.getByRole('link', { name: /一之瀬|二宮|三好/ }).nth(2).waitFor();
    await keyboard.press('j');
    const first = await eventually(async () => (await selected()) || undefined);
    await keyboard.press('j');
    const second = await eventually(async () => {
      const name = await selected();
      return name === first ? undefined : name;
    });
    await keyboard.press('k');
    await eventually(async () => ((await selected()) === first ? true : undefined));
    await desk.page.getByRole('region', { name: '選んだ対応' }).waitFor();
    await keyboard.press('n');
    const form = desk.form('相談記録');
    await form.waitFor();
    await desk.field('内容', form).focus();
    await keyboard.type('電話で様子を聞いた。');
    await keyboard.press('Control+Enter');
    await desk.page.waitForURL(/\/follow-ups/);
    await eventually(async () => ((await selected()) === second ? true : undefined));
    await desk.page.locator('tr[aria-current=true] a').focus();
    await keyboard.press('Enter');
    await desk.page.waitForURL(/\/clients\/.*queue=mine/);
  });
});
