import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { DisclosuresModule } from '@madoguchi/disclosures';
import { ConsultationsModule } from '@madoguchi/consultations';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ReferralsModule } from '@madoguchi/referrals';
import { CancelPlacement } from './application/cancel-placement';
import { ConfirmPlacement } from './application/confirm-placement';
import { PlacementsInDisclosure } from './application/placements-in-disclosure';
import { PlacementsInWithdrawal } from './application/placements-in-withdrawal';
import { ReadPlacements } from './application/read-placements';
import { RecordPlacement } from './application/record-placement';
import { RecordRetention } from './application/record-retention';
import { PlacementRepository } from './persistence/placement.repository';

const USE_CASES = [RecordPlacement, ConfirmPlacement, CancelPlacement, RecordRetention, ReadPlacements];

@Module({
  imports: [IdentityModule, ClientsModule, ConsentsModule, DisclosuresModule, FollowUpsModule, ReferralsModule, ConsultationsModule],
  providers: [PlacementRepository, PlacementsInWithdrawal, PlacementsInDisclosure, ...USE_CASES],
  exports: USE_CASES,
})
export class PlacementsModule {}
