import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { AskRelease } from './application/ask-release';
import { DecideRelease } from './application/decide-release';
import { EndProtection } from './application/end-protection';
import { ExpiryNotice } from './application/expiry-notice';
import { NameAdversary } from './application/name-adversary';
import { NameDeputy } from './application/name-deputy';
import { OwnProtection } from './application/own-protection';
import { ProtectionFacade } from './application/protection.facade';
import { RecordProtection } from './application/record-protection';
import { RenewProtection } from './application/renew-protection';
import { ShowProtection } from './application/show-protection';
import { ProtectionRepository } from './persistence/protection.repository';

const USE_CASES = [ShowProtection, RecordProtection, RenewProtection, EndProtection, AskRelease, DecideRelease, NameAdversary, NameDeputy];

@Module({
  imports: [IdentityModule, ClientsModule, FollowUpsModule],
  providers: [ProtectionRepository, ProtectionFacade, OwnProtection, ExpiryNotice, ...USE_CASES],
  exports: [ProtectionFacade, ...USE_CASES],
})
export class ProtectionModule {}
