const open = new Set<() => Promise<void>>();

/** A form with unsent text registers here; the result takes it off again. */
export function registerDraft(flush: () => Promise<void>): () => void {
  open.add(flush);
  return () => open.delete(flush);
}

/** Sends what every open form still holds back. Ends after `patience` milliseconds even if the server does not answer. */
export async function flushDrafts(patience = 3_000): Promise<void> {
  const enough = new Promise<void>((resolve) => setTimeout(resolve, patience));
  await Promise.race([Promise.allSettled(Array.from(open, (flush) => flush())), enough]);
}
