import { useEffect, useEffectEvent, useState } from 'react';
import { DraftKeeper, type DraftSaver, type DraftState } from './draft-keeper';
import { registerDraft } from './open-drafts';

export interface Draft<T> {
  readonly state: DraftState;
  /** Tell it what is typed now. */
  readonly changed: (value: T) => void;
  readonly flush: () => Promise<void>;
  /** After the record itself was saved. */
  readonly discard: () => void;
}

/**
 * Autosave of a form 1.5 s after typing stops, also when the tab is hidden or left. Mount the form with a `key` per
 * record, so that one keeper never writes two drafts.
 * @param save sends the draft to the server; it may be called again with a newer value only after it settled.
 */
export function useDraft<T>(save: DraftSaver<T>): Draft<T> {
  const [state, setState] = useState<DraftState>({ kind: 'idle' });
  const latestSave = useEffectEvent(save);
  const [keeper] = useState(() => new DraftKeeperHandle<T>());
  useEffect(() => {
    const live = keeper.start((value) => latestSave(value), setState);
    const leave = (): void => void live.flush();
    const warn = (event: BeforeUnloadEvent): void => {
      if (live.unsaved) event.preventDefault();
    };
    const forget = registerDraft(() => live.flush());
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('beforeunload', warn);
    return () => {
      forget();
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('beforeunload', warn);
      void live.flush();
    };
  }, [keeper]);
  return { state, changed: keeper.changed, flush: keeper.flush, discard: keeper.discard };
}

/** Stable functions over a keeper that lives as long as the effect. */
class DraftKeeperHandle<T> {
  private keeper: DraftKeeper<T> | null = null;

  start(save: DraftSaver<T>, onState: (state: DraftState) => void): DraftKeeper<T> {
    this.keeper = new DraftKeeper(save, onState);
    return this.keeper;
  }

  readonly changed = (value: T): void => this.keeper?.changed(value);
  readonly discard = (): void => this.keeper?.discard();
  readonly flush = async (): Promise<void> => this.keeper?.flush();
}
