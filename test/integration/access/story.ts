import { direct, GUARD_ACTS } from './guard-acts';
import { ONWARD_ACTS } from './onward-acts';
import type { Act } from './sharing-acts';
import { consent, draft, edit, moveReferral, register, withdraw } from './sharing-acts';
import type { Stage } from './stage';
import { confirm, consult, exportMonth, introduce, keepDraft, passTime, place, plan, remind, seekWork, staffChange } from './work-acts';

/** How often each act is drawn. */
const WEIGHTS: readonly (readonly [Act, number])[] = [
  [register, 8],
  [edit, 9],
  [consent, 10],
  [withdraw, 2],
  [draft, 8],
  [moveReferral, 34],
  [consult, 14],
  [plan, 7],
  [seekWork, 8],
  [introduce, 6],
  [place, 12],
  [confirm, 10],
  [keepDraft, 2],
  [exportMonth, 2],
  [remind, 2],
  [staffChange, 4],
  [passTime, 5],
  ...[...GUARD_ACTS, ...ONWARD_ACTS].map((acting): readonly [Act, number] => [direct(acting), acting.weight]),
];
const ACTS = WEIGHTS.flatMap(([act, weight]) => Array.from({ length: weight }, () => act));

/** A town begins with persons, consents and requests; without them there would be nothing to keep apart. */
const BEGINNING = [register, register, register, consent, consent, consent, draft, draft, ...Array.from({ length: 9 }, () => moveReferral)];
const BEGINNING_STEPS = 60;

/** One step of a random story. Time passes a little with each, so that no two things happen at one moment. */
export async function oneStep(stage: Stage, step: number): Promise<void> {
  stage.setClock(stage.model.now + 1_000);
  await stage.chance.pick(step <= BEGINNING_STEPS ? BEGINNING : ACTS)(stage);
}
