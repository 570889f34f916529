import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { DraftNote, Loaded } from '../../../components/notices';
import type { DraftState } from '../../../lib/draft-keeper';
import { useDraft } from '../../../lib/use-draft';
import { deleteDraft, type DraftKind, draftQuery, DRAFTS_KEY, saveDraft } from '../api/drafts';
import { ja } from '../ja';

export interface FormDraft<T> {
  /** Values to begin with: the draft over what the form offers. */
  readonly initial: T;
  readonly restored: boolean;
  readonly state: DraftState;
  readonly changed: (values: T) => void;
  /** The record was saved, or the draft given up: nothing of it stays on the server. */
  readonly done: () => Promise<void>;
}

interface DraftedProps<T> {
  readonly kind: DraftKind;
  readonly subject: string;
  readonly fresh: T;
  readonly children: (draft: FormDraft<T>, again: () => void) => ReactNode;
}

/** A form kept on the server while it is typed: it opens with what was left unfinished, on any machine. */
export function Drafted<T extends object>(props: DraftedProps<T>): ReactNode {
  const query = useQuery(draftQuery(props.kind, props.subject));
  const [round, setRound] = useState(0);
  const [used, setUsed] = useState(false);
  const again = (): void => {
    setUsed(true);
    setRound((count) => count + 1);
  };
  return (
    <Loaded query={query}>
      {(body) => <Opened key={round} {...props} body={used ? null : body} again={again} />}
    </Loaded>
  );
}

interface OpenedProps<T> extends DraftedProps<T> {
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly again: () => void;
}

function Opened<T extends object>({ kind, subject, fresh, body, again, children }: OpenedProps<T>): ReactNode {
  const client = useQueryClient();
  const draft = useDraft<T>((values) => saveDraft(kind, subject, Object.fromEntries(Object.entries(values))));
  // What was saved is this form's own values; fields that came later keep what the form offers.
  const [initial] = useState<T>(() => ({ ...fresh, ...(body as Partial<T> | null) }));
  const done = async (): Promise<void> => {
    await draft.flush();
    draft.discard();
    await deleteDraft(kind, subject);
    void client.invalidateQueries({ queryKey: ['today'] });
    client.setQueryData([...DRAFTS_KEY, kind, subject], null);
  };
  return children({ initial, restored: body !== null, state: draft.state, changed: draft.changed, done }, again);
}

interface DraftLineProps {
  readonly draft: Pick<FormDraft<never>, 'restored' | 'state' | 'done'>;
  readonly onDiscarded: () => void;
}

/** Under the form: that a draft was opened, how the saving goes, and the way to give it up. */
export function DraftLine({ draft, onDiscarded }: DraftLineProps): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      {draft.restored && draft.state.kind === 'idle' && <p className="text-sm text-solid-gray-700">{ja.restored}</p>}
      <DraftNote state={draft.state} />
      {(draft.restored || draft.state.kind === 'saved') && (
        <Button
          size="xs"
          variant="text"
          onClick={async () => {
            await draft.done();
            onDiscarded();
          }}
        >
          {ja.discard}
        </Button>
      )}
    </div>
  );
}
