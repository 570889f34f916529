import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { DisclosuresModule } from '@madoguchi/disclosures';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { AskOnwardSharing } from './application/ask-onward-sharing';
import { DecideOnwardSharing } from './application/decide-onward-sharing';
import { EndOnwardSharing } from './application/end-onward-sharing';
import { ListOnwardSharing } from './application/list-onward-sharing';
import { OnwardInDisclosure } from './application/onward-in-disclosure';
import { OnwardInWithdrawal } from './application/onward-in-withdrawal';
import { OwnOnward } from './application/own-onward';
import { OnwardRepository } from './persistence/onward.repository';

const USE_CASES = [AskOnwardSharing, DecideOnwardSharing, EndOnwardSharing, ListOnwardSharing];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule, ConsentsModule, DisclosuresModule],
  providers: [OnwardRepository, OwnOnward, OnwardInWithdrawal, OnwardInDisclosure, ...USE_CASES],
  exports: USE_CASES,
})
export class OnwardSharingModule {}
