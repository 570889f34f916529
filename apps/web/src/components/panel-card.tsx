import { type ReactNode, useId } from 'react';
import { cx } from './cx';

interface PanelCardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled region on a record page. */
export function PanelCard({ title, actions, className, children }: PanelCardProps): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('grid content-start gap-3 rounded-8 border bg-white px-4 py-3', className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-base">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Facts as terms and words; an empty one says so. */
export function Facts({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {items.map(([term, words]) => (
        <div key={term} className="contents">
          <dt className="text-solid-gray-700">{term}</dt>
          <dd className="whitespace-pre-wrap">{words === null || words === undefined || words === '' ? '登録なし' : words}</dd>
        </div>
      ))}
    </dl>
  );
}
