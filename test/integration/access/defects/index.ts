import type { Defect } from './defect';
import { DERIVING } from './deriving';
import { GUARDING } from './guarding';
import { KNOWN } from './known';
import { MASKS } from './masks';
import { PASSING_ON } from './passing-on';
import { READING } from './reading';
import { SURROUNDINGS } from './surroundings';
import { WRITING } from './writing';

/** Every fault of the database that is planted, one at a time; a name is its own only. */
export const DEFECTS: readonly Defect[] = [...KNOWN, ...READING, ...MASKS, ...WRITING, ...DERIVING, ...SURROUNDINGS, ...GUARDING, ...PASSING_ON];
export type { Defect };
