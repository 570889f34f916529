import type { Browser } from 'playwright-core';
import { staffId } from '../../apps/cli/src/demo/organisations';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../support/app';
import { Desk, openBrowser, WEB_ROOT } from '../support/browser';
import { eventually } from '../support/eventually';
import { ok } from '../support/looks';
import { violationsOn } from '../support/rules';

// Every screen of every kind of reader against WCAG 2.2 AA, at the usual width and at 200 % of an office screen.
jest.setTimeout(90_000);

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NAME = '検分';
const TABS = ['record', 'plan', 'referral', 'job', 'consent', 'basic'];

let t: TestApp;
let browser: Browser;
let person: string;
let referral: string;

beforeAll(async () => {
  t = await startTestApp({ webRoot: WEB_ROOT });
  browser = await openBrowser();
  await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  const city = await t.signIn('cw1');
  const registered = await t.world.person({ familyName: NAME });
  const { id, caseId } = registered;
  person = id;
  await t.world.consent(registered);
  referral = (await t.world.sentRequest(registered)).id;
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
});
afterAll(async () => {
  await browser.close();
  await t.stop();
});

const COMMON = ['/', '/account'];
const OFFICE = [...COMMON, '/clients', '/exceptional-access', '/follow-ups', '/referrals', '/referrals?box=sent&state=all', '/annual-plans', '/annual-plans?tab=figures', '/exports', '/nowhere'];

/** Every route, forms opened, once for the reader who is offered most of it; then what others alone are offered, or see another way. */
function routesOf(login: string): readonly string[] {
  switch (login) {
    case 'cw1':
      return [
        ...OFFICE,
        '/intake',
        ...TABS.map((tab) => `/clients/${person}?tab=${tab}`),
        ...['record', 'referral', 'consent'].map((tab) => `/clients/${person}?tab=${tab}&new=true`),
        `/referrals?box=sent&id=${referral}`,
        `/print/referrals/${referral}`,
      ];
    case 'navi1':
      return ['/', '/follow-ups', '/referrals', `/referrals?box=received&id=${referral}`, `/clients/${person}?tab=plan&new=true`];
    case 'keikaku':
      return ['/', '/annual-plans', '/annual-plans?tab=figures'];
    case 'kansa':
      return ['/', '/audit', '/audit?view=patterns'];
    case 'kakaricho':
      return ['/handover', `/handover?from=${staffId('cw1')}`];
    default:
      return ['/', '/admin', '/admin?tab=tokens', '/admin?tab=lists'];
  }
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

const overflow = (desk: Desk) => desk.page.evaluate<readonly string[]>(STICKING_OUT);

async function faults(desk: Desk): Promise<readonly string[]> {
  return (await violationsOn(desk.page, TAGS)).flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

describe.each(['cw1', 'navi1', 'keikaku', 'kanri', 'kansa', 'kakaricho'])('the screens of %s', (login) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open(browser, t.baseUrl, login);
  });
  afterAll(() => desk.page.context().close());

  it('break no rule, fit at 200 %, name nobody in the title and ask no other host', async () => {
    const open = underWay(desk);
    const found: Record<string, readonly string[]> = {};
    for (const path of routesOf(login)) {
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
    expect(found).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});

it('the sign-in and the cover break no rule either', async () => {
  const desk = await Desk.open(browser, t.baseUrl, 'cw1');
  await desk.home();
  await desk.page.keyboard.press('Control+Alt+l');
  await desk.form('離席ロックの解除').waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.page.context().clearCookies();
  await desk.go('/');
  await desk.field('利用者ID').waitFor();
  expect(await faults(desk)).toEqual([]);
  expect(await overflow(desk)).toEqual([]);
});
