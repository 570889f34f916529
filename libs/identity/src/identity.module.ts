import { Module } from '@nestjs/common';
import { AdministerAccounts } from './application/administer-accounts';
import { AdministerAssignments } from './application/administer-assignments';
import { Credentials } from './application/credentials';
import { HandOver } from './application/hand-over';
import { HandoverParticipants } from './application/handover-participants';
import { IdentityFacade } from './application/identity.facade';
import { IdentityProvider } from './application/identity-provider';
import { IssueToken } from './application/issue-token';
import { ListTokens } from './application/list-tokens';
import { OwnAccount } from './application/own-account';
import { OwnSessions } from './application/own-sessions';
import { ProviderSignIn } from './application/provider-sign-in';
import { RevokeToken } from './application/revoke-token';
import { Sessions } from './application/sessions';
import { SignIn } from './application/sign-in';
import { SlowDown } from './application/slow-down';
import { UseToken } from './application/use-token';
import { AccountRepository } from './persistence/account.repository';

const USE_CASES = [
  SignIn,
  ProviderSignIn,
  OwnAccount,
  OwnSessions,
  AdministerAccounts,
  AdministerAssignments,
  HandOver,
  IssueToken,
  ListTokens,
  RevokeToken,
  UseToken,
];

@Module({
  providers: [Credentials, SlowDown, IdentityProvider, AccountRepository, HandoverParticipants, Sessions, IdentityFacade, ...USE_CASES],
  exports: [HandoverParticipants, Sessions, IdentityFacade, ...USE_CASES],
})
export class IdentityModule {}
