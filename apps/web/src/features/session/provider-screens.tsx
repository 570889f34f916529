import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { buttonClass } from '../../components/button';
import { tellTabs } from '../../lib/lock';
import { asProblem } from '../../lib/problem';
import { beginAtProvider, finishAtProvider, type ProviderAnswer } from './api/provider';
import { EntryPage } from './components/entry-page';
import { rememberedPlace } from './provider-place';

/** Beside the application, before anybody is signed in: on the way to the provider and back from it. */
export function ProviderScreens(): ReactNode {
  return window.location.pathname === '/sign-in/again' ? <AgainScreen /> : <ReturnScreen />;
}

/** In a window of its own: straight to the provider, which asks once more. */
function AgainScreen(): ReactNode {
  const way = useQuery({
    queryKey: ['session', 'provider', 'again'],
    retry: false,
    queryFn: async () => {
      const address = await beginAtProvider(true);
      window.location.replace(address);
      return address;
    },
  });
  return <Outcome title="本人確認" error={way.error} wait="本人確認の画面へ移動しています。" />;
}

/** Brings the provider's answer to the server, once, and leaves for where the person was. */
function ReturnScreen(): ReactNode {
  const done = useQuery({
    queryKey: ['session', 'provider', 'return'],
    retry: false,
    staleTime: Infinity,
    queryFn: async () => {
      const again = await finishAtProvider(answerInAddress());
      if (again) {
        tellTabs('unlocked');
        window.close();
      } else {
        window.location.replace(rememberedPlace());
      }
      return again;
    },
  });
  if (done.data === true) {
    return (
      <EntryPage title="本人確認">
        <p role="status">本人確認ができました。この画面を閉じて、もとの画面に戻ってください。</p>
      </EntryPage>
    );
  }
  return <Outcome title="ログイン" error={done.error} wait="ログインしています。" />;
}

function Outcome({ title, error, wait }: { readonly title: string; readonly error: unknown; readonly wait: string }): ReactNode {
  return (
    <EntryPage title={title}>
      {error === null ? (
        <p role="status">{wait}</p>
      ) : (
        <>
          <p role="alert" className="text-red-900">
            ＊{asProblem(error).title}
          </p>
          <a href="/" className={buttonClass('md', 'outline')}>
            ログイン画面に戻る
          </a>
        </>
      )}
    </EntryPage>
  );
}

/** What the provider wrote, taken out of the address at once: a code is nobody's reading. */
function answerInAddress(): ProviderAnswer {
  const given = new URLSearchParams(window.location.search);
  window.history.replaceState(null, '', window.location.pathname);
  const [state, code, iss, error] = ['state', 'code', 'iss', 'error'].map((name) => given.get(name));
  return { state: state ?? '', ...(code ? { code } : {}), ...(iss ? { iss } : {}), ...(error ? { error } : {}) };
}
