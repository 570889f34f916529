import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { Dialog } from '../../../components/dialog';
import { Loaded } from '../../../components/notices';
import { onUnauthenticated } from '../../../lib/api-client';
import { chooseAssignment } from '../../../lib/assignment';
import { followServerDay, isIsoDate } from '../../../lib/dates';
import { useKeys } from '../../../lib/keys';
import { onTabMessage, returnFocus, uncover, useLocked, watchIdle } from '../../../lib/lock';
import { PasswordForm } from '../../account/components/password-form';
import { readSession, type Session, sessionQuery } from '../api/session';
import { assignmentFor, SessionContext, useChosenAssignmentId } from '../use-session';
import { AssignmentChoice } from './assignment-choice';
import { followLock, lockScreen } from '../lock-screen';
import { EntryPage } from './entry-page';
import { LockCover } from './lock-cover';
import { SignInForm } from './sign-in-form';

/**
 * Lets nobody in without a session and an assignment. When a session ends while somebody works, the sign-in comes over
 * the screen and everything typed stays mounted behind it.
 */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const query = useQuery(sessionQuery);
  if (query.data === undefined) {
    return (
      <EntryPage title="まどぐち">
        <Loaded query={query}>{() => null}</Loaded>
      </EntryPage>
    );
  }
  if (query.data === null) return <SignInScreen />;
  // Loaded while locked: the cover is all there is, and nothing is asked of the server before the password.
  return query.data.locked ? <LockedScreen session={query.data} /> : <SignedIn session={query.data}>{children}</SignedIn>;
}

function LockedScreen({ session }: { readonly session: Session }): ReactNode {
  const client = useQueryClient();
  return (
    <LockCover
      session={session}
      over={false}
      onOpen={(next) => {
        if (next.staff.id === session.staff.id) client.setQueryData(sessionQuery.queryKey, next);
        else window.location.reload();
      }}
    />
  );
}

function SignInScreen(): ReactNode {
  const client = useQueryClient();
  return (
    <EntryPage title="ログイン">
      <SignInForm onDone={(session) => client.setQueryData(sessionQuery.queryKey, session)} />
    </EntryPage>
  );
}

function SignedIn({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const chosen = useChosenAssignmentId();
  const assignment = assignmentFor(session, chosen);
  const assignmentId = assignment?.id ?? null;
  const [over, setOver] = useState(false);
  const locked = useLocked();
  useKeys([{ keys: 'Control+Alt+l', label: '離席ロック', group: '共通', inText: true, run: () => void lockScreen() }]);
  useEffect(() => watchIdle(() => void lockScreen()), []);
  useEffect(() => onTabMessage((message) => message === 'locked' && void followLock()), []);
  useEffect(() => (locked ? returnFocus : undefined), [locked]);

  // During the render, not after it: the first screen already writes dates.
  if (isIsoDate(session.today)) followServerDay(session.today);
  useEffect(() => onUnauthenticated(() => setOver(true)), []);
  useEffect(() => {
    if (assignmentId !== null && assignmentId !== chosen) chooseAssignment(assignmentId);
  }, [assignmentId, chosen]);

  const back = (next: Session): void => {
    // Somebody else at the same screen must not see what was read by the one before.
    if (next.staff.id !== session.staff.id) {
      chooseAssignment(null);
      window.location.reload();
      return;
    }
    setOver(false);
    uncover();
    client.setQueryData(sessionQuery.queryKey, next);
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };

  // Signed in again in another window: over the identity provider, or in another tab.
  const follow = useEffectEvent(() => {
    if (over && !locked) readSession().then(back, () => undefined);
  });
  useEffect(() => onTabMessage((message) => message === 'unlocked' && follow()), []);

  if (session.mustChangePassword) {
    return (
      <EntryPage title="パスワードを決める">
        <p>今のパスワードは、最初のログインのためのものです。自分のパスワードに変えてください。</p>
        <PasswordForm onDone={() => void readSession().then((next) => client.setQueryData(sessionQuery.queryKey, next))} />
      </EntryPage>
    );
  }
  if (assignment === null) {
    return (
      <EntryPage title="所属を選ぶ">
        <AssignmentChoice assignments={session.assignments} />
      </EntryPage>
    );
  }
  // Requests carry the assignment of the tab: nothing is asked before it stands.
  if (assignmentId !== chosen) return null;
  return (
    <SessionContext value={session}>
      {/* Everything stays mounted and typed text is kept; nothing of it is painted, printed, read out or reached. */}
      <div inert={locked} aria-hidden={locked || undefined} className={locked ? 'invisible' : undefined}>
        {children}
      </div>
      {locked && <LockCover session={session} over={over} onOpen={back} />}
      <Dialog open={over} title="もう一度ログインしてください">
        <p className="mb-4">ログインの期限が切れました。入力した内容はこの画面に残っています。</p>
        <SignInForm again onDone={back} />
      </Dialog>
    </SessionContext>
  );
}
