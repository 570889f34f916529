import { useEffect, useEffectEvent, useId, useState } from 'react';
import { ApiProblem, asProblem, type FieldError } from './problem';

/** What `form.field('name')` gives to an input. */
export interface FieldBinding<V> {
  readonly id: string;
  readonly name: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly error: string | undefined;
}

/** An error with the id of the input it belongs to, for the summary. */
export interface SummaryItem {
  readonly targetId: string | null;
  readonly message: string;
}

export interface FormState<T> {
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  readonly reset: (values: T) => void;
  readonly field: <K extends keyof T & string>(name: K) => FieldBinding<T[K]>;
  /** Id, name and error of a field inside a list or a group, by the API's path: `goals.0.dueOn`. */
  readonly at: (path: string) => Pick<FieldBinding<never>, 'id' | 'name' | 'error'>;
  readonly summary: readonly SummaryItem[];
  readonly fail: (errors: readonly FieldError[]) => void;
  /** Checks, then runs `send`; errors of either stand in the summary and at the fields. True when it went through. */
  readonly submit: (check: (values: T) => readonly FieldError[], send: (values: T) => Promise<void>) => Promise<boolean>;
}

/** Problems without field errors still have to be read: their title becomes the one line of the summary. */
function errorsOf(problem: ApiProblem): readonly FieldError[] {
  return problem.errors.length > 0 ? problem.errors : [{ field: '', message: problem.title, code: problem.code }];
}

/**
 * Values, errors and ids of one form. Field names are the API's, so that its field errors land at the right input.
 * @param onChange gets every new state of the values (autosave).
 */
export function useForm<T extends object>(initialValues: T, onChange?: (values: T) => void): FormState<T> {
  const formId = useId();
  const [initial] = useState(initialValues);
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const idOf = (name: string): string => `${formId}-${name}`;

  // Functional: 氏名 and the カナ it fills change in one event.
  const set = (change: Partial<T>): void => setValues((before) => ({ ...before, ...change }));
  const reset = (next: T): void => {
    setValues(next);
    setErrors([]);
  };
  const tell = useEffectEvent((next: T) => {
    if (next !== initial) onChange?.(next);
  });
  useEffect(() => tell(values), [values]);
  return {
    values,
    set,
    reset,
    fail: setErrors,
    field: (name) => ({
      id: idOf(name),
      name,
      value: values[name],
      onChange: (value) => setValues((before) => ({ ...before, [name]: value })),
      error: errors.find((error) => error.field === name)?.message,
    }),
    at: (path) => ({ id: idOf(path), name: path, error: errors.find((error) => error.field === path)?.message }),
    summary: errors.map((error) => ({
      targetId: Object.hasOwn(values, error.field.split('.')[0] ?? '') ? idOf(error.field) : null,
      message: error.message,
    })),
    submit: async (check, send) => {
      const found = check(values);
      setErrors(found);
      if (found.length > 0) return false;
      try {
        await send(values);
        return true;
      } catch (error) {
        setErrors(errorsOf(asProblem(error)));
        return false;
      }
    },
  };
}
