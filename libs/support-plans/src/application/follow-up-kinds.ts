import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const planReview = declareFollowUpKind('plan_review', { room: 'support-plans', endedBy: 'record', postponedBy: 'hand', tab: 'plan' });
