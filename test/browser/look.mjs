/**
 * Takes a picture of a page, for looking at.
 *
 *   node test/browser/look.mjs <url> <file.png> [width=1366] [height=768] [steps]
 *
 * `steps`, separated by `;`: `press Key`, `type text`, `click selector`, `wait ms`, `full` (whole page).
 * Problems of the page (failed requests, console errors) are printed.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [url, file, width = '1366', height = '768', steps = ''] = process.argv.slice(2);
if (url === undefined || file === undefined) {
  console.error('usage: node test/browser/look.mjs <url> <file.png> [width] [height] [steps]');
  process.exit(2);
}

async function browserOptions() {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: ['--no-sandbox'] };
  const { default: packed } = await import('@sparticuz/chromium');
  return {
    executablePath: await packed.executablePath(),
    args: [...packed.args, '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  };
}

const browser = await chromium.launch({ headless: true, ...(await browserOptions()) });
try {
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, locale: 'ja-JP' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.log(message.type(), message.text());
  });
  page.on('pageerror', (error) => console.log('pageerror', error.message));
  await page.goto(url, { waitUntil: 'networkidle' });
  let fullPage = false;
  for (const step of steps.split(';').map((text) => text.trim()).filter((text) => text !== '')) {
    const [verb = '', ...words] = step.split(' ');
    const rest = words.join(' ');
    if (verb === 'press') await page.keyboard.press(rest);
    else if (verb === 'type') await page.keyboard.type(rest);
    else if (verb === 'click') await page.click(rest);
    else if (verb === 'wait') await page.waitForTimeout(Number(rest));
    else if (verb === 'full') fullPage = true;
    else throw new Error(`unknown step: ${step}`);
  }
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, fullPage });
} finally {
  await browser.close();
}
