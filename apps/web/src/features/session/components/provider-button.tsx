import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { asProblem } from '../../../lib/problem';
import { beginAtProvider, providerQuery } from '../api/provider';
import { rememberPlace } from '../provider-place';

/** The window in which the person proves again who they are, while the screen with what they typed waits. */
const WINDOW = ['/sign-in/again', 'madoguchi-again', 'popup,width=560,height=720'] as const;

interface ProviderButtonProps {
  /** A screen waits behind: it must not be left, and the provider must ask again. */
  readonly again?: boolean;
}

/** Sign-in over the city's own identity provider; nothing where there is none. */
export function ProviderButton({ again = false }: ProviderButtonProps): ReactNode {
  const label = useQuery(providerQuery).data ?? null;
  const [problem, setProblem] = useState<string | null>(null);
  if (label === null) return null;

  const leaveForProvider = async (): Promise<void> => {
    try {
      const address = await beginAtProvider(false);
      rememberPlace();
      window.location.assign(address);
    } catch (error) {
      setProblem(asProblem(error).title);
    }
  };
  const openWindow = (): void => {
    const opened = window.open(...WINDOW);
    setProblem(opened === null ? '本人確認の画面を開けません。ブラウザーの設定で、この画面からのポップアップを許可してください。' : null);
  };
  return (
    <div className="grid gap-2">
      {problem !== null && (
        <p role="alert" className="text-red-900">
          ＊{problem}
        </p>
      )}
      <Button size="lg" onClick={again ? openWindow : leaveForProvider}>
        {label}
      </Button>
      {again && <p className="text-sm text-solid-gray-700">別の画面で本人確認をします。入力した内容は、この画面に残ります。</p>}
    </div>
  );
}
