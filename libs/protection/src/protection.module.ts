import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { AskExceptionalAccess } from './application/ask-exceptional-access';
import { AskRelease } from './application/ask-release';
import { DecideRelease } from './application/decide-release';
import { EndProtection } from './application/end-protection';
import { ExpiryNotice } from './application/expiry-notice';
import { Lapse } from './application/lapse';
import { ListExceptionalAccess } from './application/list-exceptional-access';
import { LocalMarkNotice } from './application/local-mark-notice';
import { NameAdversary } from './application/name-adversary';
import { NameDeputy } from './application/name-deputy';
import { OwnProtection } from './application/own-protection';
import { ProlongLocalMark } from './application/prolong-local-mark';
import { ProtectionFacade } from './application/protection.facade';
import { RecordProtection } from './application/record-protection';
import { RenewProtection } from './application/renew-protection';
import { SettleExceptionalAccess } from './application/settle-exceptional-access';
import { ShowProtection } from './application/show-protection';
import { ExceptionalRepository } from './persistence/exceptional.repository';
import { ProtectionRepository } from './persistence/protection.repository';

const USE_CASES = [
  ShowProtection,
  RecordProtection,
  RenewProtection,
  EndProtection,
  ProlongLocalMark,
  AskRelease,
  DecideRelease,
  NameAdversary,
  NameDeputy,
  AskExceptionalAccess,
  SettleExceptionalAccess,
  ListExceptionalAccess,
];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule],
  providers: [ProtectionRepository, ExceptionalRepository, ProtectionFacade, OwnProtection, ExpiryNotice, Lapse, LocalMarkNotice, ...USE_CASES],
  exports: [ProtectionFacade, ...USE_CASES],
})
export class ProtectionModule {}
