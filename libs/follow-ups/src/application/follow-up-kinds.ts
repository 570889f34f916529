import { declareFollowUpKind } from '../domain/follow-up-kind';

/** 用件: something to see to, of which no record will tell that it is done. */
export const task = declareFollowUpKind('task', { room: 'follow-ups', endedBy: 'hand', postponedBy: 'hand', tab: 'record' });
