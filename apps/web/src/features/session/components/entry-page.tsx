import type { ReactNode } from 'react';

/** The page before the application: sign-in, choice of the office. */
export function EntryPage({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <main className="mx-auto grid max-w-md content-start gap-6 px-4 pt-[8vh] pb-10">
      <title>{title === 'まどぐち' ? title : `${title}｜まどぐち`}</title>
      <p className="flex items-center gap-3 text-xl font-bold">
        <img src="/favicon.svg" alt="" className="size-8" />
        まどぐち
      </p>
      <section className="grid gap-5 rounded-12 border bg-white p-6">
        {title !== 'まどぐち' && <h1>{title}</h1>}
        {children}
      </section>
    </main>
  );
}
