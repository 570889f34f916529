import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { KeySheet } from '../components/key-sheet';
import { MyNumberGuard } from '../components/my-number-guard';
import { Toasts } from '../components/toast';
import { leave } from '../features/session/leave';
import { lockScreen } from '../features/session/lock-screen';
import { useActing } from '../features/session/use-session';
import { asProblem } from '../lib/problem';
import { showToast } from '../lib/undo-toast';
import { Header } from './header';
import { offeredScreens } from './screens';

/** What stands around every screen except sign-in and print. */
export function Shell(): ReactNode {
  const { session, assignment, may } = useActing();
  const router = useRouter();
  const client = useQueryClient();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  // Another office sees other rows: nothing read for the one before may stay on the screen.
  const acting = useRef(assignment.id);
  useEffect(() => {
    if (acting.current === assignment.id) return;
    acting.current = assignment.id;
    void client.resetQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }, [assignment.id, client]);

  // A screen reader hears of the new screen, and Tab starts at its beginning.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);

  const go = (to: string): void => void router.navigate({ href: to });
  const out = async (): Promise<void> => {
    try {
      await leave();
    } catch (error) {
      showToast(`ログアウトできませんでした。${asProblem(error).title}`);
    }
  };

  return (
    <MyNumberGuard>
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        className="absolute top-1 left-1 z-30 -translate-y-20 rounded-4 bg-white px-3 py-2 focus:translate-y-0"
      >
        本文へ移動
      </a>
      <Header
        screens={offeredScreens(may)}
        current={path}
        staffName={session.staff.name}
        assignment={assignment}
        assignments={session.assignments}
        onGo={go}
        // In the history, not in the address: it is a person's name.
        onSearch={may('clients.read') ? (text) => void router.navigate({ to: '/clients', state: { searchText: text } }) : null}
        onNewClient={may('clients.register') ? () => go('/intake') : null}
        onLock={() => void lockScreen()}
        onSignOut={out}
      />
      <main id="main" ref={main} tabIndex={-1} className="quiet-focus">
        <Outlet />
      </main>
      <KeySheet />
      <Toasts />
    </MyNumberGuard>
  );
}
