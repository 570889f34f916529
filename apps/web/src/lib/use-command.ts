import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServerCommand } from './command';
import { SubmitKeys } from './idempotency';
import { ApiProblem, asProblem } from './problem';

export interface Command<In, Out> {
  /** Rejects with `ApiProblem`. `Form` and `Button` drop the second click; should one pass, it carries the same key. */
  readonly send: (input: In) => Promise<Out>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  readonly reset: () => void;
}

/**
 * A write to the server: idempotency key stable over retries of the same submit, up to two silent retries when no
 * answer came, then refetch of what the command says it spoils.
 */
export function useCommand<In, Out>(command: ServerCommand<In, Out>): Command<In, Out> {
  const client = useQueryClient();
  const [keys] = useState(() => new SubmitKeys());
  const mutation = useMutation<Out, unknown, In>({
    mutationFn: async (input) => {
      try {
        const result = await command.send(input, keys.keyFor(input));
        keys.settled();
        return result;
      } catch (error) {
        if (error instanceof ApiProblem && !error.outcomeUnknown) keys.settled();
        throw error;
      }
    },
    retry: (count, error) => count < 2 && error instanceof ApiProblem && error.outcomeUnknown,
    networkMode: 'always',
    onSuccess: async () => {
      await Promise.all(command.spoils.map((family) => client.invalidateQueries({ queryKey: [family] })));
    },
  });
  return {
    send: mutation.mutateAsync,
    busy: mutation.isPending,
    problem: mutation.error === null ? null : asProblem(mutation.error),
    reset: mutation.reset,
  };
}
