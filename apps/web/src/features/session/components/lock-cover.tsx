import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { onTabMessage, tellTabs } from '../../../lib/lock';
import { asProblem } from '../../../lib/problem';
import { useForm } from '../../../lib/use-form';
import { readSession, type Session, unlockSession } from '../api/session';
import { leave } from '../leave';
import { EntryPage } from './entry-page';
import { ProviderButton } from './provider-button';
import { SignInForm } from './sign-in-form';

interface LockCoverProps {
  /** Whose screen it is. */
  readonly session: Session;
  /** The session ended behind the cover: only a new sign-in opens it. */
  readonly over: boolean;
  /** The server let somebody in; whether it is the person of this screen is for the caller to see. */
  readonly onOpen: (session: Session) => void;
}

/** 離席ロック: opaque, over the whole window. Whoever sits there now gives the password, or signs the other one out. */
export function LockCover({ session, over, onOpen }: LockCoverProps): ReactNode {
  const [leaving, setLeaving] = useState(false);
  const staffName = session.staff.name;
  const follow = useEffectEvent(() => {
    readSession().then(
      (next) => {
        if (!next.locked) onOpen(next);
      },
      // Not reachable or signed out: the cover stays, and its own button tells why.
      () => undefined,
    );
  });
  useEffect(() => onTabMessage((message) => message === 'unlocked' && follow()), []);

  return (
    <div className="fixed inset-0 z-50 overflow-y-auto bg-solid-gray-50">
      <EntryPage title="離席中">
        <p>
          <span className="font-bold">{staffName}</span>さんが離席中です。入力した内容は、この画面に残っています。
        </p>
        {over ? (
          <>
            <p>ログインの期限が切れました。もう一度ログインしてください。</p>
            <SignInForm again onDone={onOpen} />
          </>
        ) : leaving ? (
          <LeaveQuestion staffName={staffName} onBack={() => setLeaving(false)} />
        ) : (
          <>
            {session.hasPassword && <UnlockForm onOpen={onOpen} />}
            {session.provider && <ProviderButton again />}
            <Button size="sm" variant="text" className="-ml-3 justify-self-start" onClick={() => setLeaving(true)}>
              別の人が使う
            </Button>
          </>
        )}
      </EntryPage>
    </div>
  );
}

function UnlockForm({ onOpen }: { readonly onOpen: (session: Session) => void }): ReactNode {
  const form = useForm({ password: '' });
  const field = form.field('password');
  useEffect(() => document.getElementById(field.id)?.focus(), [field.id]);
  return (
    <Form
      label="離席ロックの解除"
      summary={form.summary}
      className="gap-5"
      onSubmit={() =>
        form.submit(
          ({ password }) => (password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : []),
          async ({ password }) => {
            await unlockSession(password);
            onOpen(await readSession());
            tellTabs('unlocked');
          },
        )
      }
    >
      <TextInput label="パスワード" type="password" autoComplete="current-password" large anyDigits {...field} />
      <Button type="submit" variant="solid" size="lg">
        再開する
      </Button>
    </Form>
  );
}

function LeaveQuestion({ staffName, onBack }: { readonly staffName: string; readonly onBack: () => void }): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const out = async (): Promise<void> => {
    try {
      await leave();
    } catch (error) {
      setProblem(`ログアウトできませんでした。${asProblem(error).title}`);
    }
  };
  return (
    <div role="group" aria-label="別の人が使う" className="grid gap-4">
      <p>
        {staffName}さんをログアウトします。保存済みの下書きは{staffName}さんのものとして残り、次のログインのあと「今日」から続きを書けます。
      </p>
      {problem !== null && (
        <p role="alert" className="text-red-900">
          ＊{problem}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button onClick={onBack}>戻る</Button>
        <Button variant="danger" onClick={out}>
          ログアウトする
        </Button>
      </div>
    </div>
  );
}
