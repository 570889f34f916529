import type { ReactNode } from 'react';
import { cx } from './cx';

/** What every input of ours takes; `form.field('…')` gives id, name and error. */
export interface FieldProps {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  /** Shows ※必須. */
  readonly required?: boolean;
  /** Shows ※任意, on forms where most fields are required. */
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** The label is read out but not shown (a box in a toolbar). */
  readonly labelHidden?: boolean;
  /** 48px in 新規受付 and sign-in, else 40px. */
  readonly large?: boolean;
  readonly className?: string;
}

export const inputClass = (large = false, error?: string): string =>
  cx(
    'w-full rounded-8 border px-3 text-base text-solid-gray-900',
    large ? 'min-h-12' : 'min-h-10',
    error === undefined ? 'border-solid-gray-600 hover:border-solid-gray-900' : 'border-2 border-red-900',
  );

/** Ids for `aria-describedby`, in the order in which they are read. */
export function describedBy(props: Pick<FieldProps, 'id' | 'hint' | 'error'>, extra?: string): string | undefined {
  const ids = [
    props.hint !== undefined && `${props.id}-hint`,
    props.error !== undefined && `${props.id}-error`,
    extra,
  ].filter((id) => typeof id === 'string');
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function RequiredMark({ required, optional }: Pick<FieldProps, 'required' | 'optional'>): ReactNode {
  if (required === true) return <span className="ml-1 text-sm font-400 text-red-900">※必須</span>;
  if (optional === true) return <span className="ml-1 text-sm font-400 text-solid-gray-700">※任意</span>;
  return null;
}

export function HintAndError({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>): ReactNode {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-solid-gray-700">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm font-bold text-red-900">
          ＊{error}
        </p>
      )}
    </>
  );
}

/** Label, hint and error around one input. Groups of choices use `fieldset` themselves. */
export function Field(props: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div className={cx('grid content-start gap-1', props.className)}>
      <label htmlFor={props.id} className={cx('text-sm font-bold', props.labelHidden === true && 'sr-only')}>
        {props.label}
        {/* The input says it itself (aria-required). */}
        <span aria-hidden="true">
          <RequiredMark required={props.required === true} optional={props.optional === true} />
        </span>
      </label>
      <HintAndError id={props.id} hint={props.hint} error={props.error} />
      {props.children}
    </div>
  );
}
