export { ConsentPaperFile } from './application/consent-paper';
export { type ConsentInForce, ConsentsFacade } from './application/consents.facade';
export { disposalConfirmation, supportWithoutSharing } from './application/follow-up-kinds';
export { ListConsents } from './application/list-consents';
export { ListForms } from './application/list-forms';
export { NarrowConsent, type NarrowConsentCommand } from './application/narrow-consent';
export { RecordConsent, type RecordConsentCommand } from './application/record-consent';
export { RenewConsent, type RenewConsentCommand } from './application/renew-consent';
export { RehearseWithdrawal } from './application/rehearse-withdrawal';
export { WithdrawConsent, type WithdrawConsentCommand } from './application/withdraw-consent';
export {
  type AffectedReferral,
  type ConsentToWithdraw,
  type WithdrawalEffect,
  type WithdrawalFacts,
  type WithdrawalParticipant,
  WithdrawalParticipants,
} from './application/withdrawal-participants';
export { ConsentsHttpModule } from './consents.http.module';
export { ConsentsModule } from './consents.module';
export { type ConsentScope, covers } from './domain/consent';
