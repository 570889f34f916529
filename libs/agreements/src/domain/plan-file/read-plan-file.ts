import { figureFaults, figureNotes, type PlanFileNote } from './figures';
import { PLAN_FILE, type PlanFile } from './plan-file';
import { pointerFaults } from './pointers';
import type { PlanFileFault } from './shape';

export type PlanFileReading =
  | { readonly plan: PlanFile; readonly notes: readonly PlanFileNote[] }
  | { readonly faults: readonly PlanFileFault[] };

/** Reads the text of a plan file. */
export function readPlanFile(text: string): PlanFileReading {
  const value = parse(text);
  if (value === undefined) {
    return { faults: [{ at: '(ファイル全体)', code: 'not_json', message: 'JSONとして読めません。括弧・引用符・コンマを確かめてください。' }] };
  }
  return readPlan(value);
}

/** Reads a plan whole: either every fault with its place, or the plan and what was kept as printed though it is odd. */
export function readPlan(value: unknown): PlanFileReading {
  const faults: PlanFileFault[] = [];
  const plan = PLAN_FILE.read(value, '', faults);
  if (faults.length === 0) faults.push(...pointerFaults(plan), ...figureFaults(plan));
  return faults.length === 0 ? { plan, notes: figureNotes(plan) } : { faults };
}

/** The canonical text: keys in the order of the schema, two spaces, one line break at the end. Reading it gives the same plan. */
export function printPlanFile(plan: PlanFile): string {
  return `${JSON.stringify(inOrder(plan), null, 2)}\n`;
}

/** The same plan with its keys in the order of the schema, whatever order the store has kept. */
export function inOrder(plan: PlanFile): PlanFile {
  return PLAN_FILE.order(plan) as PlanFile;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, '')) as unknown;
  } catch {
    return undefined;
  }
}
