import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ProtectionModule } from '@madoguchi/protection';
import { BeginReview } from './application/begin-review';
import { DecideRequest } from './application/decide-request';
import { DisclosureParticipants } from './application/disclosure-participants';
import { EarlierRooms } from './application/earlier-rooms';
import { EndRequest } from './application/end-request';
import { ExtendRequest } from './application/extend-request';
import { ListDisclosures } from './application/list-disclosures';
import { OwnRequest } from './application/own-request';
import { PauseRequest } from './application/pause-request';
import { ReadRequests } from './application/read-requests';
import { RecordRequest } from './application/record-request';
import { RequestDue } from './application/request-due';
import { ReviewDisclosureItem } from './application/review-item';
import { RequestRepository } from './persistence/request.repository';

const USE_CASES = [
  ListDisclosures,
  RecordRequest,
  PauseRequest,
  ExtendRequest,
  BeginReview,
  ReviewDisclosureItem,
  DecideRequest,
  EndRequest,
  ReadRequests,
];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule, ProtectionModule, ConsentsModule],
  providers: [RequestRepository, DisclosureParticipants, EarlierRooms, OwnRequest, RequestDue, ...USE_CASES],
  exports: [DisclosureParticipants, ...USE_CASES],
})
export class DisclosuresModule {}
