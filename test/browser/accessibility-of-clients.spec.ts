import { openScreens, type Screens, wrongWith } from '../support/screens';

// The screens about a person against WCAG 2.2 AA, at the usual width and at 200 % of an office screen, forms opened.
jest.setTimeout(90_000);

const TABS = ['record', 'plan', 'referral', 'job', 'consent', 'basic'];

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
});
afterAll(() => screens.close());

it('about a person break no rule, fit at 200 %, name nobody in the title and ask no other host', async () => {
  const { person, referral } = screens;
  const desk = await screens.desk('cw1');
  const found = await wrongWith(desk, [
    '/intake',
    ...TABS.map((tab) => `/clients/${person}?tab=${tab}`),
    ...['record', 'referral', 'consent'].map((tab) => `/clients/${person}?tab=${tab}&new=true`),
    `/referrals?box=sent&id=${referral}`,
    `/print/referrals/${referral}`,
  ]);
  expect(found).toEqual({});
  expect(desk.complaints).toEqual([]);
});

it('of the other side break none either', async () => {
  const { person, referral } = screens;
  const desk = await screens.desk('navi1');
  expect(await wrongWith(desk, ['/', '/follow-ups', '/referrals', `/referrals?box=received&id=${referral}`, `/clients/${person}?tab=plan&new=true`])).toEqual({});
  expect(desk.complaints).toEqual([]);
});
