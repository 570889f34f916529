import 'reflect-metadata';
import type { declaredFollowUpKinds } from '@madoguchi/follow-ups';
import { CODE_LISTS } from '../../migrations/reference/lists';
import { kindsInSource } from './codes/follow-up-kinds';

type Kinds = ReturnType<typeof declaredFollowUpKinds>;

/** What a process knows after its module, and nothing else, was loaded. */
function kindsOf(processModule: string): Kinds {
  let kinds: Kinds = [];
  jest.isolateModules(() => {
    jest.requireActual(processModule);
    kinds = jest.requireActual<{ declaredFollowUpKinds: typeof declaredFollowUpKinds }>('@madoguchi/follow-ups').declaredFollowUpKinds();
  });
  return kinds;
}

const sorted = (lines: readonly { readonly room: string; readonly code: string }[]): readonly string[] => lines.map(({ room, code }) => `${code} of ${room}`).sort();

describe('kinds of due items', () => {
  it('are all known to the worker, which reminds of them, under the room that declares them', () => {
    expect(sorted(kindsOf('../../apps/worker/src/worker.module'))).toEqual(sorted(kindsInSource()));
  });

  it('are all known to the api, and name their milestones from a list that is there', () => {
    const kinds = kindsOf('../../apps/api/src/api.module');
    expect(sorted(kinds)).toEqual(sorted(kindsInSource()));
    expect(kinds.length).toBeGreaterThan(19);
    const lists = new Set<string>(CODE_LISTS.map(([list]) => list));
    expect(kinds.filter(({ milestones }) => milestones !== undefined && !lists.has(milestones))).toEqual([]);
  });
});
