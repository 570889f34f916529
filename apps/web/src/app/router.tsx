import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../components/notices';
import { SessionGate } from '../features/session/components/session-gate';
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
  routeTree: root.addChildren([shell.addChildren([today])]),
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
