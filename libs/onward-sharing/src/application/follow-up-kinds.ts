import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const onwardDecision = declareFollowUpKind('onward_decision', { room: 'onward-sharing', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });
export const onwardNotice = declareFollowUpKind('onward_notice', { room: 'onward-sharing', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
