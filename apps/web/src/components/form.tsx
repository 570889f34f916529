import { createContext, type KeyboardEvent, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { isImeKey } from '../lib/ime';
import type { SummaryItem } from '../lib/use-form';
import { cx } from './cx';
import { ErrorSummary } from './error-summary';

/** True while the form's submit is under way; its submit buttons then do nothing. */
export const FormBusyContext = createContext(false);

interface FormProps {
  /** Resolves to false when errors were found: the summary then takes the focus. */
  readonly onSubmit: () => Promise<boolean>;
  /** Of `useForm`. */
  readonly summary?: readonly SummaryItem[];
  readonly label?: string;
  /** Instead of `gap-4`. */
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A form that sends once: Enter, Ctrl+Enter and clicks that come while a submit is under way are dropped, and an
 * Enter that belongs to the input method never submits.
 */
export function Form({ onSubmit, summary = [], label, className, children }: FormProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);
  const running = useRef(false);
  const summaryRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (failures > 0) summaryRef.current?.focus();
  }, [failures]);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const finish = (ok: boolean): void => {
      running.current = false;
      setBusy(false);
      if (!ok) setFailures((count) => count + 1);
    };
    onSubmit().then(finish, () => finish(false));
  };

  const keyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter') return;
    if (isImeKey(event.nativeEvent)) event.stopPropagation();
    else if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.requestSubmit();
    }
  };

  return (
    <form noValidate aria-label={label} className={cx('grid', className ?? 'gap-4')} onSubmit={submit} onKeyDown={keyDown}>
      <ErrorSummary items={summary} ref={summaryRef} />
      <FormBusyContext value={busy}>{children}</FormBusyContext>
    </form>
  );
}
