import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const protectionExpiry = declareFollowUpKind('protection_expiry', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });
export const protectionDecision = declareFollowUpKind('protection_decision', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });

// Both are opened by functions of the database, with the request and with its decision.
declareFollowUpKind('exceptional_decision', { room: 'protection', endedBy: 'record', postponedBy: 'nobody', tab: 'consent', screen: 'exceptional_access' });
declareFollowUpKind('exceptional_notice', { room: 'protection', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
