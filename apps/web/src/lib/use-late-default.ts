import { useEffect, useEffectEvent } from 'react';
import type { FormState } from './use-form';

/** A default that comes with the code lists, after the form: it fills a box that is still empty, once. Empty: none. */
export function useLateDefault<T extends object, K extends keyof T & string>(form: Pick<FormState<T>, 'values' | 'set'>, name: K, value: T[K] & string): void {
  const fill = useEffectEvent(() => {
    if (form.values[name] === '' && value !== '') form.set({ [name]: value } as unknown as Partial<T>);
  });
  useEffect(() => fill(), [value]);
}
