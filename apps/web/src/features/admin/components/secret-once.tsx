import type { ReactNode } from 'react';
import { Button } from '../../../components/button';

interface SecretOnceProps {
  readonly title: string;
  readonly secret: string | null;
  readonly explain: string;
  readonly onDone: () => void;
}

/** A password or a token that is told once; nobody can look it up again. */
export function SecretOnce({ title, secret, explain, onDone }: SecretOnceProps): ReactNode {
  return (
    <div role="group" aria-label={title} className="grid justify-items-start gap-3 rounded-8 border-2 border-blue-900 px-4 py-3">
      <h3>{title}</h3>
      {secret === null ? (
        <p>すでに発行されています。控えていないときは、もう一度発行してください。</p>
      ) : (
        <>
          <code className="rounded-4 bg-solid-gray-50 px-3 py-2 text-lg break-all select-all">{secret}</code>
          <p className="text-sm">{explain}</p>
        </>
      )}
      <Button size="sm" variant="solid" onClick={onDone}>
        控えた
      </Button>
    </div>
  );
}
