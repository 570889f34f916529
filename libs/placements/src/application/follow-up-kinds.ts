import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const retentionCheck = declareFollowUpKind('retention_check', { room: 'placements', endedBy: 'record', postponedBy: 'hand', tab: 'job', milestones: 'retention_milestone' });
export const incomeReport = declareFollowUpKind('income_report', { room: 'placements', endedBy: 'hand', postponedBy: 'hand', tab: 'job' });
