import type { ReactNode } from 'react';
import { cx } from './cx';
import { describedBy, Field, type FieldProps, HintAndError, inputClass, RequiredMark } from './field';

export interface Choice<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
}

interface SelectProps<V extends string> extends FieldProps {
  readonly value: V | '';
  readonly onChange: (value: V | '') => void;
  readonly choices: readonly Choice<V>[];
  /** Words of the empty choice; null leaves it out (a choice is always made). */
  readonly empty?: string | null;
}

/** For up to some twenty choices; more are searched for. */
export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { id, value, onChange, choices, empty = '選んでください' } = props;
  return (
    <Field {...props}>
      <select
        id={id}
        name={props.name}
        value={value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(choices.find((choice) => choice.value === chosen)?.value ?? '');
        }}
        className={inputClass(props.large, props.error)}
        aria-required={props.required === true || undefined}
        aria-invalid={props.error !== undefined || undefined}
        aria-describedby={describedBy(props)}
      >
        {empty !== null && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface GroupProps<V extends string> extends FieldProps {
  readonly choices: readonly Choice<V>[];
  /** One below the other, for long words. */
  readonly stacked?: boolean;
}

function Group<V extends string>(props: GroupProps<V> & { readonly children: ReactNode }): ReactNode {
  return (
    <fieldset id={props.id} aria-describedby={describedBy(props)} className={cx('min-w-0', props.className)}>
      <legend className={cx('text-sm font-bold', props.labelHidden === true && 'sr-only')}>
        {props.label}
        <RequiredMark required={props.required === true} optional={props.optional === true} />
      </legend>
      <HintAndError id={props.id} hint={props.hint} error={props.error} />
      <div className={cx('flex gap-x-5 gap-y-0.5', props.stacked === true ? 'flex-col' : 'flex-wrap')}>{props.children}</div>
    </fieldset>
  );
}

interface LineProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly invalid: boolean;
  readonly onChange: (checked: boolean) => void;
}

function ChoiceLine({ type, name, choice, checked, invalid, onChange }: LineProps): ReactNode {
  return (
    <label className="inline-flex min-h-9 items-center gap-2">
      <input
        type={type}
        name={name}
        value={choice.value}
        checked={checked}
        aria-invalid={invalid || undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="shrink-0"
      />
      <span>
        {choice.label}
        {choice.hint !== undefined && <span className="block text-sm text-solid-gray-700">{choice.hint}</span>}
      </span>
    </label>
  );
}

interface RadioGroupProps<V extends string> extends GroupProps<V> {
  readonly value: V | '';
  readonly onChange: (value: V) => void;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>): ReactNode {
  return (
    <Group {...props}>
      {props.choices.map((choice) => (
        <ChoiceLine
          key={choice.value}
          type="radio"
          name={props.name ?? props.id}
          choice={choice}
          checked={props.value === choice.value}
          invalid={props.error !== undefined}
          onChange={() => props.onChange(choice.value)}
        />
      ))}
    </Group>
  );
}

interface CheckboxGroupProps<V extends string> extends GroupProps<V> {
  readonly value: readonly V[];
  readonly onChange: (value: readonly V[]) => void;
}

export function CheckboxGroup<V extends string>(props: CheckboxGroupProps<V>): ReactNode {
  const toggle = (value: V, on: boolean): void => {
    const others = props.value.filter((entry) => entry !== value);
    // In the order of the list, not of the clicks: the same ticks are the same value.
    const chosen = new Set(on ? [...others, value] : others);
    props.onChange(props.choices.map((choice) => choice.value).filter((entry) => chosen.has(entry)));
  };
  return (
    <Group {...props}>
      {props.choices.map((choice) => (
        <ChoiceLine
          key={choice.value}
          type="checkbox"
          name={props.name ?? props.id}
          choice={choice}
          checked={props.value.includes(choice.value)}
          invalid={props.error !== undefined}
          onChange={(on) => toggle(choice.value, on)}
        />
      ))}
    </Group>
  );
}

interface CheckboxProps {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly error?: string | undefined;
}

export function Checkbox({ id, name, label, value, onChange, error }: CheckboxProps): ReactNode {
  return (
    <div>
      <HintAndError id={id} error={error} />
      <label className="inline-flex min-h-9 items-center gap-2">
        <input
          id={id}
          type="checkbox"
          name={name}
          checked={value}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy({ id, error })}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
    </div>
  );
}
