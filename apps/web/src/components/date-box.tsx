import { type ReactNode, useState } from 'react';
import { type DateEntry, readDate, today } from '../lib/dates';
import { cx } from './cx';
import { describedBy, Field, type FieldProps, inputClass } from './field';

interface DateBoxProps extends FieldProps {
  readonly value: DateEntry;
  readonly onChange: (value: DateEntry) => void;
  /** 生年月日: the echo ends with the age. */
  readonly birth?: boolean;
}

/**
 * One box for 和暦 and 西暦: `S50.4.1` `081120` `1975-04-01` `+2w`. What was understood stands below at once, so a slip
 * of the ten-key is seen before it is saved. What cannot be read is told after leaving the box, not while typing.
 */
export function DateBox(props: DateBoxProps): ReactNode {
  const { id, value, onChange, birth = false } = props;
  const [composing, setComposing] = useState(false);
  const [left, setLeft] = useState(false);
  const echoId = `${id}-echo`;
  const read = (text: string): void => onChange(readDate(text, today(), birth));
  const slip = props.error === undefined && left && !composing ? value.problem : null;

  return (
    <Field {...props}>
      <input
        id={id}
        name={props.name}
        type="text"
        value={value.text}
        autoComplete={birth ? 'bday' : 'off'}
        spellCheck={false}
        onChange={(event) => read(event.currentTarget.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={(event) => {
          setComposing(false);
          read(event.currentTarget.value);
        }}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        className={cx(inputClass(props.large, props.error), 'max-w-64')}
        aria-required={props.required === true || undefined}
        aria-invalid={props.error !== undefined || undefined}
        aria-describedby={describedBy(props, echoId)}
      />
      <p id={echoId} aria-live="polite" className="min-h-5 text-sm text-solid-gray-700">
        {/* Broken between its two readings only, never inside a date. */}
        {!composing &&
          value.echo?.split(/(?=（)/u).map((part) => (
            <span key={part} className="inline-block whitespace-nowrap">
              {part}
            </span>
          ))}
        {slip !== null && <span className="text-orange-1000">△ {slip}</span>}
      </p>
    </Field>
  );
}
