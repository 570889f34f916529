import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../components/notices';
import { ADMIN_TABS } from '../features/admin/tabs';
import { CLIENT_TABS } from '../features/clients/tabs';
import { FOLLOW_UP_VIEWS } from '../features/follow-ups/views';
import { SessionGate } from '../features/session/components/session-gate';
import '../lib/router-state';
import { Page } from './page';
import { Shell } from './shell';

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <Outlet />
    </SessionGate>
  ),
});

/** Screens with header and navigation. Printed pages hang on `root` instead. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const today = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/today/today-screen'), 'TodayScreen'),
});

const optionalText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** One of the given words, else nothing: an address typed by hand never breaks a screen. */
function oneOf<V extends string>(values: readonly V[], value: unknown): V | undefined {
  return values.find((candidate) => candidate === value);
}

/** Leaves out what is not there, so that addresses stay short. */
function given<T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const search = createRoute({
  getParentRoute: () => shell,
  path: '/clients',
  component: lazyRouteComponent(() => import('../features/clients/search-screen'), 'SearchScreen'),
});

const intake = createRoute({
  getParentRoute: () => shell,
  path: '/intake',
  component: lazyRouteComponent(() => import('../features/intake/intake-screen'), 'IntakeScreen'),
});

const client = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id',
  validateSearch: (raw: Record<string, unknown>) =>
    given({
      tab: oneOf(CLIENT_TABS, raw['tab']),
      new: raw['new'] === true ? true : undefined,
      corrects: optionalText(raw['corrects']),
      queue: oneOf(FOLLOW_UP_VIEWS, raw['queue']),
      item: optionalText(raw['item']),
    }),
  component: lazyRouteComponent(() => import('../features/clients/client-screen'), 'ClientScreen'),
});

const followUps = createRoute({
  getParentRoute: () => shell,
  path: '/follow-ups',
  validateSearch: (raw: Record<string, unknown>) =>
    given({ view: oneOf(FOLLOW_UP_VIEWS, raw['view']), id: optionalText(raw['id']) }),
  component: lazyRouteComponent(() => import('../features/follow-ups/follow-ups-screen'), 'FollowUpsScreen'),
});

const referrals = createRoute({
  getParentRoute: () => shell,
  path: '/referrals',
  validateSearch: (raw: Record<string, unknown>) =>
    given({
      box: oneOf(['received', 'sent'], raw['box']),
      state: oneOf(['waiting', 'open', 'all'], raw['state']),
      id: optionalText(raw['id']),
    }),
  component: lazyRouteComponent(() => import('../features/referrals/referrals-screen'), 'ReferralsScreen'),
});

const plans = createRoute({
  getParentRoute: () => shell,
  path: '/annual-plans',
  validateSearch: (raw: Record<string, unknown>) =>
    given({ plan: optionalText(raw['plan']), tab: oneOf(['table', 'text', 'figures', 'edit'], raw['tab']) }),
  component: lazyRouteComponent(() => import('../features/annual-plans/plans-screen'), 'PlansScreen'),
});

const exports = createRoute({
  getParentRoute: () => shell,
  path: '/exports',
  component: lazyRouteComponent(() => import('../features/exports/exports-screen'), 'ExportsScreen'),
});

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  validateSearch: (raw: Record<string, unknown>) => given({ tab: oneOf(ADMIN_TABS, raw['tab']) }),
  component: lazyRouteComponent(() => import('../features/admin/admin-screen'), 'AdminScreen'),
});

const handover = createRoute({
  getParentRoute: () => shell,
  path: '/handover',
  validateSearch: (raw: Record<string, unknown>) => given({ from: optionalText(raw['from']) }),
  component: lazyRouteComponent(() => import('../features/handover/handover-screen'), 'HandoverScreen'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account-screen'), 'AccountScreen'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>) => given({ view: oneOf(['search', 'patterns'], raw['view']) }),
  component: lazyRouteComponent(() => import('../features/audit/audit-screen'), 'AuditScreen'),
});

const exceptional = createRoute({
  getParentRoute: () => shell,
  path: '/exceptional-access',
  component: lazyRouteComponent(() => import('../features/protection/exceptional-screen'), 'ExceptionalScreen'),
});

const printReferral = createRoute({
  getParentRoute: () => root,
  path: '/print/referrals/$id',
  component: lazyRouteComponent(() => import('../features/referrals/print-screen'), 'PrintReferralScreen'),
});

const printPlan = createRoute({
  getParentRoute: () => root,
  path: '/print/annual-plans/$id',
  component: lazyRouteComponent(() => import('../features/annual-plans/print-plan-screen'), 'PrintPlanScreen'),
});

const printPack = createRoute({
  getParentRoute: () => root,
  path: '/print/disclosure-requests/$id',
  component: lazyRouteComponent(() => import('../features/disclosures/print-pack-screen'), 'PrintPackScreen'),
});

function NotFound(): ReactNode {
  return (
    <Page title="見つかりません">
      <p className="px-4 py-2">
        この画面はないか、閲覧できません。<a href="/">「今日」へ戻る</a>
      </p>
    </Page>
  );
}

function ScreenFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactNode {
  return (
    <Page title="画面を表示できません">
      <div className="p-4">
        <ProblemNotice error={error} onRetry={reset} />
      </div>
    </Page>
  );
}

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([today, search, intake, client, followUps, referrals, plans, exports, handover, admin, audit, account, exceptional]),
    printReferral,
    printPack,
    printPlan,
  ]),
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ScreenFailed,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
