import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const disclosureRequest = declareFollowUpKind('disclosure_request', { room: 'disclosures', endedBy: 'record', postponedBy: 'nobody', tab: 'consent' });
