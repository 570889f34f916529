export { AskExceptionalAccess } from './application/ask-exceptional-access';
export { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants, type ReceivedRecord } from './application/disclosure-participants';
export { ListDisclosures } from './application/list-disclosures';
export { RecordRequest, type RecordRequestCommand } from './application/record-request';
export { SettleExceptionalAccess } from './application/settle-exceptional-access';
export { DisclosuresHttpModule } from './disclosures.http.module';
export { DisclosuresModule } from './disclosures.module';
