import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanFileNote } from '../domain/plan-file/figures';
import type { PlanFile } from '../domain/plan-file/plan-file';
import { readPlanFile } from '../domain/plan-file/read-plan-file';

/** Beside the room's sources, and at the same place beside what is built of them. */
const FOLDER = join(__dirname, '../../plans');

const FILES = ['yamaguchi-r6', 'kumamoto-r7'] as const;

export interface PublishedPlan {
  readonly key: (typeof FILES)[number];
  /** The file as it stands: canonical. */
  readonly text: string;
  readonly plan: PlanFile;
  readonly notes: readonly PlanFileNote[];
}

/** One of them. */
export function publishedPlan(key: PublishedPlan['key']): PublishedPlan {
  const found = publishedPlans().find((one) => one.key === key);
  if (found === undefined) throw new Error(`There is no plan ${key}`);
  return found;
}

/** The real plans that the product brings along, as plan files; each names its document as its source. */
export function publishedPlans(): readonly PublishedPlan[] {
  return FILES.map((key) => {
    const text = readFileSync(join(FOLDER, `${key}.json`), 'utf8');
    const reading = readPlanFile(text);
    if ('faults' in reading) throw new Error(`${key}.json: ${JSON.stringify(reading.faults)}`);
    return { key, text, ...reading };
  });
}
