import { type MouseEvent, type ReactNode, useContext, useRef, useState } from 'react';
import { cx } from './cx';
import { FormBusyContext } from './form';

export type ButtonSize = 'lg' | 'md' | 'sm' | 'xs';
export type ButtonVariant = 'solid' | 'outline' | 'text' | 'danger';

/** Heights 56 / 48 / 36 / 28px of the design system. */
const SIZE: Record<ButtonSize, string> = {
  lg: 'min-h-14 min-w-32 px-5 text-base rounded-8',
  md: 'min-h-12 min-w-24 px-4 text-base rounded-8',
  sm: 'min-h-9 min-w-16 px-3 text-base rounded-6 hit-area',
  xs: 'min-h-7 min-w-12 px-2 text-sm rounded-4 hit-area',
};

const VARIANT: Record<ButtonVariant, string> = {
  solid: 'bg-blue-900 text-white border border-blue-900 hover:bg-blue-1000 aria-disabled:bg-solid-gray-300 aria-disabled:border-solid-gray-300 aria-disabled:text-solid-gray-700',
  outline: 'bg-white text-blue-900 border border-blue-900 hover:bg-blue-100 aria-disabled:bg-solid-gray-50 aria-disabled:border-solid-gray-300 aria-disabled:text-solid-gray-600',
  text: 'text-blue-1000 underline underline-offset-3 border border-transparent hover:bg-blue-50 hover:decoration-[0.1875rem] aria-disabled:text-solid-gray-600',
  danger: 'bg-white text-red-1000 border border-red-1000 hover:bg-red-50 aria-disabled:bg-solid-gray-50 aria-disabled:border-solid-gray-300 aria-disabled:text-solid-gray-600',
};

export function buttonClass(size: ButtonSize, variant: ButtonVariant): string {
  const shape = 'inline-flex items-center justify-center gap-1.5 whitespace-nowrap no-underline';
  return cx(shape, variant === 'text' ? 'font-400' : 'font-bold', SIZE[size], VARIANT[variant]);
}

interface ButtonProps {
  readonly children: ReactNode;
  readonly size?: ButtonSize;
  readonly variant?: ButtonVariant;
  /** `submit` follows the busy state of its `Form`. */
  readonly type?: 'button' | 'submit';
  /** Under way: stays focusable, does nothing. */
  readonly busy?: boolean;
  /** Not possible now; say why in `reason`. */
  readonly unavailable?: boolean;
  /** Read out and shown as a tooltip while unavailable. */
  readonly reason?: string;
  /** A promise keeps the button busy until it settles: a double click sends once. */
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => unknown;
  /** Where the visible text alone does not say what it acts on. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly controls?: string;
  readonly className?: string;
}

export function Button(props: ButtonProps): ReactNode {
  const { size = 'md', variant = 'outline', type = 'button', unavailable = false } = props;
  const formBusy = useContext(FormBusyContext);
  const [waiting, setWaiting] = useState(false);
  const running = useRef(false);
  const busy = props.busy === true || waiting || (type === 'submit' && formBusy);

  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    if (busy || unavailable || running.current) {
      event.preventDefault();
      return;
    }
    const result = props.onClick?.(event);
    if (!(result instanceof Promise)) return;
    running.current = true;
    setWaiting(true);
    const done = (): void => {
      running.current = false;
      setWaiting(false);
    };
    // The caller shows its own failure (a command's problem); here it only ends the wait.
    result.then(done, done);
  };

  return (
    <button
      type={type}
      className={cx(buttonClass(size, variant), props.className)}
      aria-disabled={busy || unavailable || undefined}
      aria-busy={busy || undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      aria-controls={props.controls}
      title={unavailable ? props.reason : undefined}
      onClick={click}
    >
      {props.children}
      {unavailable && props.reason !== undefined && <span className="sr-only">（{props.reason}）</span>}
    </button>
  );
}
