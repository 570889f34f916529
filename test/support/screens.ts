import type { Browser } from 'playwright-core';
import { staffId } from '../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from './app';
import { Desk, openBrowser, WEB_ROOT } from './browser';
import { eventually } from './eventually';
import { ok } from './looks';
import { violationsOn } from './rules';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NAME = '検分';

/** A town in which every screen has something to show, and a browser. */
export interface Screens {
  readonly t: TestApp;
  readonly browser: Browser;
  readonly person: string;
  readonly referral: string;
  /** A desk of this reader, as many windows as are asked for. */
  readonly desk: (login: string) => Promise<Desk>;
  readonly close: () => Promise<void>;
}

export async function openScreens(): Promise<Screens> {
  const t = await startTestApp({ webRoot: WEB_ROOT });
  const browser = await openBrowser();
  await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  const city = await t.signIn('cw1');
  const registered = await t.world.person({ familyName: NAME });
  const { id, caseId } = registered;
  await t.world.consent(registered);
  const referral = (await t.world.sentRequest(registered)).id;
  await ok(
    city.post(`/clients/${id}/consultations`, {
      caseId,
      occurredOn: '2026-11-20',
      mode: 'counter',
      attended: true,
      content: '様子を聞いた。',
    }),
  );
  const period = { periodFrom: '2026-11-20', periodUntil: '2027-05-19' };
  await ok(
    city.post(`/clients/${id}/support-plans`, {
      caseId,
      longTermGoal: '来春までに働き始める',
      ...period,
      reviewOn: '2027-02-20',
      goals: [{ goal: '応募書類を仕上げる', owner: 'client', dueOn: '2026-12-20' }],
      menus: [{ menu: 'application_coaching', owner: 'hello_work', ...period }],
      members: [],
    }),
  );
  // A move that is planned: somebody has something to hand over.
  await t.owner.query("update assignment set valid_until = '2027-04-01' where staff_id = $1", [staffId('cw1')]);
  const close = async (): Promise<void> => {
    await browser.close();
    await t.stop();
  };
  return { t, browser, person: id, referral, desk: (login) => Desk.open(browser, t.baseUrl, login), close };
}

/** Requests of the page that are still under way. */
function underWay(desk: Desk): ReadonlySet<unknown> {
  const open = new Set<unknown>();
  desk.page.on('request', (request) => open.add(request));
  desk.page.on('requestfinished', (request) => open.delete(request));
  desk.page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** Until the screen stands and nothing is being read any more. */
async function visit(desk: Desk, path: string, open: ReadonlySet<unknown>): Promise<void> {
  await desk.go(path);
  await desk.page.locator('h1').first().waitFor();
  await desk.page.getByText('読み込み中です').first().waitFor({ state: 'detached' });
  await eventually(async () => (open.size === 0 && (await desk.page.evaluate<string>('document.readyState')) === 'complete' ? true : undefined));
}

/** The first parts that stick out of the page at the right; a table may scroll in a box of its own. In words, as the tests know no DOM. */
const STICKING_OUT = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const beyond = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
  return ['wider than the page', ...beyond.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))];
})()`;

export const overflow = (desk: Desk) => desk.page.evaluate<readonly string[]>(STICKING_OUT);

export async function faults(desk: Desk): Promise<readonly string[]> {
  return (await violationsOn(desk.page, TAGS)).flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** What is wrong with these screens, by path: rules broken at the usual width, parts that stick out at 200 %, names in the title. */
export async function wrongWith(desk: Desk, paths: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const open = underWay(desk);
  const found: Record<string, readonly string[]> = {};
  for (const path of paths) {
    await desk.page.setViewportSize({ width: 1366, height: 768 });
    await visit(desk, path, open);
    const title = await desk.page.title();
    const wide = await faults(desk);
    await desk.page.setViewportSize({ width: 683, height: 384 });
    const narrow = await overflow(desk);
    const named = title.includes(NAME) || !title.includes('まどぐち') ? [`title: ${title}`] : [];
    const problems = [...wide, ...narrow, ...named];
    if (problems.length > 0) found[path.replaceAll(/[0-9a-f-]{36}/g, '…')] = problems;
  }
  return found;
}
