export { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants, type ReceivedRecord } from './application/disclosure-participants';
export { ListDisclosures } from './application/list-disclosures';
export { RecordRequest, type RecordRequestCommand } from './application/record-request';
export { DisclosuresHttpModule } from './disclosures.http.module';
export { DisclosuresModule } from './disclosures.module';
