import { staffId } from '../../apps/cli/src/demo/organisations';
import { faults, openScreens, overflow, type Screens, wrongWith } from '../support/screens';

// The screens of every desk against WCAG 2.2 AA, at the usual width and at 200 % of an office screen.
jest.setTimeout(90_000);

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
});
afterAll(() => screens.close());

/** Every route once for the reader who is offered most of it; then what others alone are offered, or see another way. */
const DESKS: readonly (readonly [login: string, paths: readonly string[]])[] = [
  ['cw1', ['/', '/account', '/clients', '/exceptional-access', '/follow-ups', '/referrals', '/referrals?box=sent&state=all', '/annual-plans', '/annual-plans?tab=figures', '/exports', '/nowhere']],
  ['keikaku', ['/', '/annual-plans', '/annual-plans?tab=text', '/annual-plans?tab=figures', '/annual-plans?tab=edit']],
  ['kanri', ['/', '/admin', '/admin?tab=tokens', '/admin?tab=lists']],
  ['kansa', ['/', '/audit', '/audit?view=patterns']],
  ['kakaricho', ['/handover', `/handover?from=${staffId('cw1')}`]],
];

describe.each(DESKS)('the screens of %s', (login, paths) => {
  it('break no rule, fit at 200 %, name nobody in the title and ask no other host', async () => {
    const desk = await screens.desk(login);
    expect(await wrongWith(desk, paths)).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});

it('the sign-in and the cover break no rule either', async () => {
  const desk = await screens.desk('cw1');
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
