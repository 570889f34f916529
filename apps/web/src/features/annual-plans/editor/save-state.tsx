import type { ReactNode } from 'react';
import { formatTime } from '../../../lib/dates';
import { ja } from '../ja';
import type { SavedPlan } from './use-saved-plan';

/** Whether what is typed has reached the server. */
export function SaveState({ saved: { state, waits, conflict } }: { readonly saved: SavedPlan }): ReactNode {
  return (
    <p role="status" className="text-sm">
      {conflict ? ja.notSaved : waits ? ja.waitsForMending : wordsOf(state)}
    </p>
  );
}

function wordsOf(state: SavedPlan['state']): string {
  switch (state.kind) {
    case 'idle':
      return ja.savesItself;
    case 'waiting':
    case 'saving':
      return ja.saving;
    case 'saved':
      return ja.saved(formatTime(state.at));
    case 'failed':
      return ja.savingFailed;
  }
}
