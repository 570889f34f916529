import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { cx } from './cx';

export interface Tab<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: number;
}

interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  /** Keep it in the address (search parameter), so that a tab can be linked to. */
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** Content of the chosen tab. */
  readonly children: ReactNode;
}

export function Tabs<V extends string>({ label, tabs, value, onChange, children }: TabsProps<V>): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = tabs.findIndex((tab) => tab.value === value);

  const keyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = steps[event.key];
    const tab = target === undefined ? undefined : tabs[target];
    if (target === undefined || tab === undefined) return;
    event.preventDefault();
    onChange(tab.value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
  };

  return (
    <>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={keyDown} className="flex flex-wrap border-b">
        {tabs.map((tab) => {
          const on = tab.value === value;
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-tab-${tab.value}`}
              aria-selected={on}
              aria-controls={`${id}-panel`}
              tabIndex={on ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={cx(
                '-mb-px min-h-10 border-b-4 px-3 text-sm whitespace-nowrap',
                on ? 'border-b-blue-900 font-bold text-blue-900' : 'border-b-transparent hover:border-b-solid-gray-400',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="ml-1 tabular-nums">{tab.count}</span>}
            </button>
          );
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${value}`} tabIndex={0} className="pt-3">
        {children}
      </div>
    </>
  );
}
