export { AskRelease, type AskReleaseCommand } from './application/ask-release';
export { DecideRelease } from './application/decide-release';
export { EndProtection } from './application/end-protection';
export { NameAdversary } from './application/name-adversary';
export { ProtectionFacade } from './application/protection.facade';
export { RecordProtection, type RecordProtectionCommand } from './application/record-protection';
export { RenewProtection } from './application/renew-protection';
export { ProtectionHttpModule } from './protection.http.module';
export { ProtectionModule } from './protection.module';
