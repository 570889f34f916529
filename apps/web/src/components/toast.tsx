import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useKeys } from '../lib/keys';
import { asProblem } from '../lib/problem';
import { dismissToast, showToast, type ToastMessage, useToasts } from '../lib/undo-toast';
import { Button } from './button';

/** Milliseconds a message stays; it waits while the pointer or the focus is on it. */
const STAY = 10_000;

/** The one live region for "done" messages; stands once in the shell. */
export function Toasts(): ReactNode {
  const messages = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-0 bottom-4 z-30 flex flex-col items-center gap-2 px-4"
    >
      {messages.map((message) => (
        <ToastLine key={message.id} message={message} />
      ))}
    </div>
  );
}

function ToastLine({ message }: { readonly message: ToastMessage }): ReactNode {
  const [held, setHeld] = useState(false);
  const leave = useEffectEvent(() => dismissToast(message.id));
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => leave(), STAY);
    return () => clearTimeout(timer);
  }, [held]);

  const undo = async (): Promise<void> => {
    if (message.undo === null) return;
    try {
      await message.undo();
      showToast('元に戻しました。');
    } catch (error) {
      showToast(`元に戻せませんでした。${asProblem(error).title}`);
    }
  };
  useKeys(
    message.undo === null ? [] : [{ keys: 'Control+z', label: '直前の操作を元に戻す', group: '共通', run: () => void undo() }],
  );

  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-xl items-center gap-3 rounded-8 border border-solid-gray-900 bg-white py-2 pr-2 pl-4 shadow-3"
    >
      <p>
        <span aria-hidden="true" className="mr-1 text-green-900">
          ✓
        </span>
        {message.text}
      </p>
      {message.undo !== null && (
        <Button size="sm" onClick={undo}>
          元に戻す
        </Button>
      )}
      <Button size="sm" variant="text" label="この知らせを閉じる" onClick={() => dismissToast(message.id)}>
        ×
      </Button>
    </div>
  );
}
