/**
 * Keeps one key for one submit. While its outcome is unknown (no answer, 5xx), the same content is sent again under
 * the same key and the server does it once; once the outcome is known, or the content was changed, a new key is made.
 */
export class SubmitKeys {
  private pending: { readonly content: string; readonly key: string } | null = null;

  constructor(private readonly newKey: () => string = () => crypto.randomUUID()) {}

  keyFor(content: unknown): string {
    // Wrapped: a command without input is content too.
    const serialised = JSON.stringify([content]);
    if (this.pending?.content !== serialised) this.pending = { content: serialised, key: this.newKey() };
    return this.pending.key;
  }

  settled(): void {
    this.pending = null;
  }
}
