import type { ReactNode } from 'react';
import type { KanaFillHandlers } from '../lib/kana';
import { cx } from './cx';
import { describedBy, Field, type FieldProps, inputClass } from './field';
import { useMyNumberCheck } from './my-number-guard';

interface TextInputProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'password';
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  readonly autoComplete?: string;
  readonly readOnly?: boolean;
  readonly maxLength?: number;
  /** Width in full-width characters, for short codes and numbers. */
  readonly columns?: number;
  /** A declared code column (免許証番号, 台帳番号, password): twelve digits are nothing unusual here. */
  readonly anyDigits?: boolean;
  /** Of `useKanaFill`, on the 氏名 box. */
  readonly kana?: KanaFillHandlers;
}

/** One line of text. The value is kept as typed: width and variants of a name are never changed here. */
export function TextInput(props: TextInputProps): ReactNode {
  const { id, value, onChange, type = 'text', columns } = props;
  const checkMyNumber = useMyNumberCheck(value, onChange, props.error);
  return (
    <Field {...props}>
      <input
        id={id}
        name={props.name}
        type={type}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => {
          if (props.anyDigits !== true && type !== 'password') checkMyNumber();
        }}
        className={cx(inputClass(props.large, props.error))}
        style={columns === undefined ? undefined : { maxWidth: `${columns + 2}em` }}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete ?? 'off'}
        readOnly={props.readOnly}
        maxLength={props.maxLength}
        aria-required={props.required === true || undefined}
        aria-invalid={props.error !== undefined || undefined}
        aria-describedby={describedBy(props)}
        {...props.kana}
      />
    </Field>
  );
}

interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  /** Under the box: state of the draft, 定型文 buttons. */
  readonly footer?: ReactNode;
}

export function TextArea(props: TextAreaProps): ReactNode {
  const { id, value, onChange, rows = 4 } = props;
  const checkMyNumber = useMyNumberCheck(value, onChange, props.error);
  return (
    <Field {...props}>
      <textarea
        id={id}
        name={props.name}
        value={value}
        rows={rows}
        maxLength={props.maxLength}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={checkMyNumber}
        className={cx(inputClass(false, props.error), 'py-2 leading-normal')}
        aria-required={props.required === true || undefined}
        aria-invalid={props.error !== undefined || undefined}
        aria-describedby={describedBy(props)}
      />
      {props.footer}
    </Field>
  );
}
