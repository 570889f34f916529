import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { Loaded } from '../../../components/notices';
import { TextInput } from '../../../components/text-input';
import { formatInstant } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useActing } from '../../session/use-session';
import { endSession, type OwnSession, ownSessionsQuery } from '../api/account';

/** Nobody is signed out by a second sign-in; what is no longer used is ended here. */
export function SessionList(): ReactNode {
  const { session: own } = useActing();
  const query = useQuery(ownSessionsQuery);
  return (
    <Loaded query={query}>
      {(sessions) => (
        <>
          <ul className="grid">
            {sessions.map((session) => (
              <Line key={session.id} session={session} />
            ))}
          </ul>
          {!own.hasPassword && sessions.length > 1 && (
            <p className="text-sm text-solid-gray-700">
              ほかの端末は、その端末でログアウトしてください。すぐに止めたいときは、システム管理者に頼んでください。
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Line({ session }: { readonly session: OwnSession }): ReactNode {
  const { session: own } = useActing();
  const [asking, setAsking] = useState(false);
  const begun = formatInstant(session.createdAt);
  return (
    <li className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b py-2 text-sm last:border-b-0">
      <span>
        <span className="font-bold">{session.current ? 'この端末' : 'ほかの端末'}</span>
        {session.locked && '（離席中）'}
        <span className="block text-solid-gray-700 tabular-nums">
          ログイン {begun}　最後の操作 {formatInstant(session.seenAt)}
        </span>
      </span>
      {!session.current && own.hasPassword && !asking && (
        <Button size="xs" variant="danger" label={`${begun}のログインを終了`} onClick={() => setAsking(true)}>
          終了
        </Button>
      )}
      {asking && <Ending id={session.id} begun={begun} onDone={() => setAsking(false)} />}
    </li>
  );
}

const EMPTY = { password: '' };

/** Whoever sits down at an open screen ends nobody's work elsewhere: the password is asked for. */
function Ending({ id, begun, onDone }: { readonly id: string; readonly begun: string; readonly onDone: () => void }): ReactNode {
  const end = useCommand(endSession);
  const form = useForm(EMPTY);
  const field = form.field('password');
  // The button that was pressed is gone: whoever works by keyboard goes on here.
  useEffect(() => document.getElementById(field.id)?.focus(), [field.id]);
  const check = ({ password }: typeof EMPTY): readonly FieldError[] =>
    password === '' ? [{ field: 'password', message: 'パスワードを入力してください。' }] : [];
  return (
    <Form
      label={`${begun}のログインの終了`}
      summary={form.summary}
      className="w-full max-w-md gap-3 py-1"
      onSubmit={() =>
        form.submit(check, async ({ password }) => {
          await end.send({ id, password });
          showToast('ログインを終了しました。');
          onDone();
        })
      }
    >
      <TextInput label="パスワード" required type="password" autoComplete="current-password" {...field} />
      <FormButtons label="終了する" onCancel={onDone} />
    </Form>
  );
}
