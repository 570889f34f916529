import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { ConsentsModule } from '@madoguchi/consents';
import { DisclosuresModule } from '@madoguchi/disclosures';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { AcceptReferral } from './application/accept-referral';
import { AssignReferral } from './application/assign-referral';
import { CloseReferral } from './application/close-referral';
import { Correction } from './application/correction';
import { DecideReferral } from './application/decide-referral';
import { DeclineReferral } from './application/decline-referral';
import { DraftReferral } from './application/draft-referral';
import { EditReferral } from './application/edit-referral';
import { ListReferrals } from './application/list-referrals';
import { OpenReferral } from './application/open-referral';
import { Packet } from './application/packet';
import { RecallReferral } from './application/recall-referral';
import { ReferralClock } from './application/referral-clock';
import { ReferralMoves } from './application/referral-moves';
import { ReferralView } from './application/referral-view';
import { ReferralsFacade } from './application/referrals.facade';
import { ReferralsOfAssignee } from './application/referrals-of-assignee';
import { ReferralsInDisclosure } from './application/referrals-in-disclosure';
import { ReferralsInWithdrawal } from './application/referrals-in-withdrawal';
import { ReturnReferral } from './application/return-referral';
import { ReviseReferral } from './application/revise-referral';
import { SendBackReferral } from './application/send-back-referral';
import { Sendings } from './application/sendings';
import { SubmitReferral } from './application/submit-referral';
import { HeldReferrals } from './persistence/held-referrals';
import { ReferralBoxes } from './persistence/referral-boxes';
import { ReferralRepository } from './persistence/referral.repository';

const USE_CASES = [
  DraftReferral,
  EditReferral,
  SubmitReferral,
  SendBackReferral,
  DecideReferral,
  AssignReferral,
  AcceptReferral,
  ReturnReferral,
  DeclineReferral,
  RecallReferral,
  ReviseReferral,
  CloseReferral,
  ListReferrals,
  OpenReferral,
];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule, ConsentsModule, DisclosuresModule],
  providers: [
    ReferralRepository,
    ReferralBoxes,
    ReferralClock,
    ReferralMoves,
    Sendings,
    ReferralView,
    Packet,
    Correction,
    ReferralsFacade,
    HeldReferrals,
    ReferralsInWithdrawal,
    ReferralsInDisclosure,
    ReferralsOfAssignee,
    ...USE_CASES,
  ],
  exports: [ReferralsFacade, ...USE_CASES],
})
export class ReferralsModule {}
