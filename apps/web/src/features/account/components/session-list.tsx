import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Loaded } from '../../../components/notices';
import { formatInstant } from '../../../lib/dates';
import { asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { endSession, type OwnSession, ownSessionsQuery } from '../api/account';

/** Nobody is signed out by a second sign-in; what is no longer used is ended here. */
export function SessionList(): ReactNode {
  const query = useQuery(ownSessionsQuery);
  return (
    <Loaded query={query}>
      {(sessions) => (
        <ul className="grid">
          {sessions.map((session) => (
            <Line key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function Line({ session }: { readonly session: OwnSession }): ReactNode {
  const end = useCommand(endSession);
  const begun = formatInstant(session.createdAt);
  const stop = async (): Promise<void> => {
    try {
      await end.send(session.id);
      showToast('ログインを終了しました。');
    } catch (error) {
      showToast(asProblem(error).title);
    }
  };
  return (
    <li className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b py-2 text-sm last:border-b-0">
      <span>
        <span className="font-bold">{session.current ? 'この端末' : 'ほかの端末'}</span>
        {session.locked && '（離席中）'}
        <span className="block text-solid-gray-700 tabular-nums">
          ログイン {begun}　最後の操作 {formatInstant(session.seenAt)}
        </span>
      </span>
      {!session.current && (
        <Button size="xs" variant="danger" label={`${begun}のログインを終了`} onClick={stop}>
          終了
        </Button>
      )}
    </li>
  );
}
