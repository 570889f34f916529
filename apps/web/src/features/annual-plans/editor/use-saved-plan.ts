import { type PlanFile, type PlanFileReading, printPlanFile } from '@madoguchi/agreements/documents';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiProblem } from '../../../lib/problem';
import { useCommand } from '../../../lib/use-command';
import { type Draft, useDraft } from '../../../lib/use-draft';
import { heldVersion, saveDraft } from '../api/plans';

export interface SavedPlan {
  readonly state: Draft<PlanFile>['state'];
  /** What is typed waits until its faults are mended. */
  readonly waits: boolean;
  /** Somebody else saved first: nothing is sent until one of the two is chosen. */
  readonly conflict: boolean;
  readonly overwrite: () => void;
  readonly flush: () => Promise<void>;
}

/** The draft saves itself whenever it can be read; while it cannot, the browser asks before the page is left. */
export function useSavedPlan(id: string, firstVersion: number, reading: PlanFileReading, first: PlanFile): SavedPlan {
  const save = useCommand(saveDraft);
  const version = useRef(firstVersion);
  const [theirs, setTheirs] = useState<number | null>(null);
  const draft = useDraft<PlanFile>(async (plan) => {
    if (theirs !== null) return;
    try {
      version.current = (await save.send({ id, version: version.current, plan })).version;
    } catch (error) {
      const held = heldVersion(error);
      if (held === undefined && !(error instanceof ApiProblem && error.status === 412)) throw error;
      setTheirs(held ?? version.current);
    }
  });
  const plan = 'plan' in reading ? reading.plan : null;
  // A new object of the same text is nothing new.
  const text = plan === null ? null : printPlanFile(plan);
  const told = useRef(printPlanFile(first));
  const tell = useEffectEvent((next: string) => {
    if (plan === null || next === told.current) return;
    told.current = next;
    draft.changed(plan);
  });
  useEffect(() => {
    if (text !== null) tell(text);
  }, [text]);
  const waits = plan === null;
  useEffect(() => {
    if (!waits) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [waits]);
  return {
    state: draft.state,
    waits,
    conflict: theirs !== null,
    overwrite: () => {
      if (theirs === null || plan === null) return;
      version.current = theirs;
      setTheirs(null);
      draft.changed(plan);
    },
    flush: draft.flush,
  };
}
