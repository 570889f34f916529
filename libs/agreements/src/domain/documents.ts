/** The plan file and how its cells are read, for the screens too: what is refused when it is saved is said while it is typed. */
export { copyToNextPeriod } from './copy-to-next-period';
export { documentName, linesOf, tableName, yearsLabel, yearsOf } from './plan';
export { readCell, type ReadTarget, readTarget, readTargetCell, targetText } from './plan-file/cells';
export type { PlanFileNote } from './plan-file/figures';
export { BASES, PLAN_FILE_FORMAT, type PlanFile, type PlanFileCell, type PlanFileLine, type PlanFileMeasure, type PlanFilePart, type PlanFileSection, UNITS } from './plan-file/plan-file';
export { wordsOfPlace } from './plan-file/places';
export { type PlanFileReading, inOrder, printPlanFile, readPlan, readPlanFile } from './plan-file/read-plan-file';
export type { PlanFileFault } from './plan-file/shape';
