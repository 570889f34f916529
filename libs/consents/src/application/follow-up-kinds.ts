import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const consentExpiry = declareFollowUpKind('consent_expiry', { room: 'consents', endedBy: 'hand', postponedBy: 'nobody', tab: 'consent' });

/** Where the paper is kept in a folder and never scanned, somebody says so. */
export const consentPaper = declareFollowUpKind('consent_paper', { room: 'consents', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });

/** 返却・廃棄の確認, of whoever had received something; later rooms ask for what they have shared. */
export const disposalConfirmation = declareFollowUpKind('disposal_confirmation', { room: 'consents', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
export const supportWithoutSharing = declareFollowUpKind('support_without_sharing', { room: 'consents', endedBy: 'hand', postponedBy: 'hand', tab: 'consent' });
