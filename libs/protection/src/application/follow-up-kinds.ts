import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const protectionExpiry = declareFollowUpKind('protection_expiry', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });
export const localMarkNotice = declareFollowUpKind('protection_notice', { room: 'protection', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
export const localMarkReview = declareFollowUpKind('protection_review', { room: 'protection', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
export const protectionDecision = declareFollowUpKind('protection_decision', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });

// Opened by a function of the database, with the question; the notice is of before 0.6.0, when the asking office decided.
declareFollowUpKind('exceptional_decision', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent', screen: 'exceptional_access' });
declareFollowUpKind('exceptional_notice', { room: 'protection', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
