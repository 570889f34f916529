import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { assignmentId, DEMO_PASSWORD } from '../../apps/cli/src/demo/organisations';
import { ApiSession } from './api-session';

export const WEB_ROOT = resolve(__dirname, '../../dist/web');

/** A real Chromium: the one of the machine, or the one that npm brought. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['MADOGUCHI_TEST_CHROMIUM'];
  if (!executablePath) throw new Error('Run the browser tests through npm test: it names a Chromium in MADOGUCHI_TEST_CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

/** One member of staff at a screen of 1366 x 768. What the page complains of, and what it asks of other hosts, is kept. */
export class Desk {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /**
   * Signed in, with no page loaded yet. The session is begun over HTTP: the screen of the sign-in has tests of its own, and
   * walking through it for every desk took a third of the time of some files.
   */
  static async open(browser: Browser, baseUrl: string, login: string): Promise<Desk> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true });
    const { name, value } = (await ApiSession.signIn(baseUrl, login, DEMO_PASSWORD, assignmentId(login))).signedInCookie();
    await context.addCookies([{ name, value, url: baseUrl, httpOnly: true, sameSite: 'Strict' }]);
    const desk = new Desk(await context.newPage(), baseUrl);
    desk.page.setDefaultTimeout(8_000);
    desk.page.on('pageerror', (error) => desk.complaints.push(error.message));
    desk.page.on('request', (request) => {
      if (!request.url().startsWith(baseUrl) && !/^(blob|data):/.test(request.url())) desk.complaints.push(`foreign request: ${new URL(request.url()).host}`);
    });
    desk.page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) desk.complaints.push(message.text());
    });
    return desk;
  }

  /** Through the screen, as a person does. */
  async signIn(login: string): Promise<void> {
    await this.page.goto(this.baseUrl);
    await this.type('利用者ID', login);
    await this.type('パスワード', DEMO_PASSWORD);
    await this.press(/ログイン|サインイン/);
    await this.stands();
  }

  /** The first screen after the sign-in. */
  async home(): Promise<void> {
    await this.go('/');
    await this.stands();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.baseUrl}${path}`);
  }

  private async stands(): Promise<void> {
    await this.page.getByRole('navigation').first().waitFor();
  }

  /** A field by the beginning of its label: marks such as ※必須 follow it. */
  field(label: string, within: Page | Locator = this.page): Locator {
    return within.getByLabel(new RegExp(`^${label}(\\s|$|※)`)).first();
  }

  async type(label: string, text: string, within: Page | Locator = this.page): Promise<void> {
    await this.attempt(this.field(label, within).fill(text));
  }

  async choose(label: string, option: string, within: Page | Locator = this.page): Promise<void> {
    await this.attempt(this.field(label, within).selectOption({ label: option }));
  }

  async pick(group: string, option: string, within: Page | Locator = this.page): Promise<void> {
    await this.attempt(within.getByRole('radiogroup', { name: new RegExp(`^${group}`) }).or(within.getByRole('group', { name: new RegExp(`^${group}`) })).getByLabel(option, { exact: true }).check());
  }

  async press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await this.attempt(within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: false } : {}) }).first().click());
  }

  async tab(name: string): Promise<void> {
    await this.attempt(this.page.getByRole('tab', { name }).click());
  }

  form(name: string): Locator {
    return this.page.getByRole('form', { name });
  }

  /** Waits until the words are on the screen. */
  async sees(words: string | RegExp): Promise<void> {
    await this.attempt(this.page.getByText(words).first().waitFor());
  }

  /** A step that fails says what was on the screen instead. */
  private async attempt<T>(step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (error) {
      const screen = await this.page.locator('body').ariaSnapshot();
      throw new Error(`${error instanceof Error ? error.message : 'failed'}\nOn the screen:\n${screen}`, { cause: error });
    }
  }

  picture(name: string): Promise<void> {
    return takePicture(this.page, name);
  }
}

/** For looking at: into the folder MADOGUCHI_PICTURES, where it is named. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['MADOGUCHI_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
