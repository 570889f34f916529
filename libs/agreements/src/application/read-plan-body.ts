import { DomainError } from '@madoguchi/kernel';
import { inOrder, type PlanFile, readPlan, wordsOfPlace } from '../domain/documents';

/** As many as a planner looks through at once; the next come when these are mended. */
const SHOWN = 50;

/**
 * A plan as it was sent.
 * @throws DomainError `plan_faults` with every fault (fifty at most): its place in the file, and a sentence that says what to do.
 */
export function planOf(value: unknown): PlanFile {
  const reading = readPlan(value);
  if ('plan' in reading) return inOrder(reading.plan);
  const { faults } = reading;
  throw new DomainError('plan_faults', 'invalid', {
    message: `計画に直すところが${faults.length}か所あります。`,
    fields: faults.slice(0, SHOWN).map(({ at, code, message }) => ({ field: at, code, message: `${wordsOfPlace(at)}：${message}` })),
  });
}
