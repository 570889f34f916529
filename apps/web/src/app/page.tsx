import type { ReactNode } from 'react';

interface PageProps {
  /** Screen name. Becomes the document's title, so never a person's name. */
  readonly title: string;
  /** 受付番号 or another number that tells open tabs apart. */
  readonly number?: string;
  /** Beside the heading: filters, exports. */
  readonly actions?: ReactNode;
  /** The screen shows its own heading (PersonBar). */
  readonly headingHidden?: boolean;
  readonly children: ReactNode;
}

/** Sets the document's title and the heading of a screen. */
export function Page({ title, number, actions, headingHidden = false, children }: PageProps): ReactNode {
  return (
    <>
      <title>{`${number === undefined ? title : `${title} ${number}`}｜まどぐち`}</title>
      {!headingHidden && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 pt-3 pb-1">
          <h1>{title}</h1>
          {actions}
        </div>
      )}
      {children}
    </>
  );
}
