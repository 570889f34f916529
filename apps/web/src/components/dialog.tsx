import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useLocked } from '../lib/lock';
import { Button } from './button';
import { cx } from './cx';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Escape, 閉じる. Leave out where an answer must be given. */
  readonly onClose?: () => void;
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
  /** Buttons, the safe one first in reading order. */
  readonly actions?: ReactNode;
}

/** Modal dialog on the browser's own element: focus stays inside and returns where it was. */
export function Dialog({ open, title, onClose, width = 'narrow', children, actions }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A modal dialog lies above everything: under 離席ロック it closes, keeps its content, and opens again afterwards.
  const shown = !useLocked() && open;

  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (shown && !dialog.open) dialog.showModal();
    if (!shown && dialog.open) dialog.close();
  }, [shown]);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      className={cx(
        'm-auto max-h-[92dvh] w-[calc(100vw-2rem)] overflow-auto rounded-12 bg-white p-0 text-solid-gray-900 shadow-4',
        width === 'wide' ? 'max-w-4xl' : 'max-w-lg',
      )}
    >
      {open && (
        <div className="grid gap-4 p-5">
          <div className="flex items-start justify-between gap-4">
            <h2 id={titleId}>{title}</h2>
            {onClose !== undefined && (
              <Button size="xs" variant="text" onClick={onClose}>
                閉じる
              </Button>
            )}
          </div>
          <div>{children}</div>
          {actions !== undefined && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
        </div>
      )}
    </dialog>
  );
}
