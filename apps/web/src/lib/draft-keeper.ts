export type DraftState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'failed' };

export type DraftSaver<T> = (value: T) => Promise<void>;

/** Milliseconds of quiet before a draft is sent. */
export const DRAFT_PAUSE = 1500;
const RETRY_PAUSE = 5000;

/**
 * Saves the latest text after a pause: one request at a time, the newest value wins, a failure is tried again until
 * it succeeds. Nothing is ever dropped while the page lives.
 */
export class DraftKeeper<T> {
  private value: T | undefined;
  private dirty = false;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private current: DraftState = { kind: 'idle' };

  constructor(
    private readonly save: DraftSaver<T>,
    private readonly onState: (state: DraftState) => void,
    private readonly pause: number = DRAFT_PAUSE,
  ) {}

  /** True when something typed has not reached the server. */
  get unsaved(): boolean {
    return this.dirty || this.running !== null;
  }

  changed(value: T): void {
    this.value = value;
    this.dirty = true;
    this.report({ kind: 'waiting' });
    this.schedule(this.pause);
  }

  /** Sends what is waiting at once (the page is being left, the screen locked). */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (this.dirty) await this.send();
  }

  /** The record was saved for good or the draft discarded: nothing is left to send. */
  discard(): void {
    clearTimeout(this.timer);
    this.dirty = false;
    this.value = undefined;
    this.report({ kind: 'idle' });
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private send(): Promise<void> {
    const value = this.value as T;
    this.dirty = false;
    this.report({ kind: 'saving' });
    const run = this.save(value).then(
      () => {
        this.running = null;
        if (!this.dirty && this.current.kind === 'saving') this.report({ kind: 'saved', at: new Date() });
      },
      () => {
        this.running = null;
        // Discarded meanwhile: there is nothing to try again.
        if (this.value === undefined) return;
        this.dirty = true;
        this.report({ kind: 'failed' });
        this.schedule(RETRY_PAUSE);
      },
    );
    this.running = run;
    return run;
  }

  private report(state: DraftState): void {
    this.current = state;
    this.onState(state);
  }
}
