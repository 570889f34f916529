import { Module } from '@nestjs/common';
import { Credentials } from './application/credentials';
import { IdentityFacade } from './application/identity.facade';
import { IdentityProvider } from './application/identity-provider';
import { OwnAccount } from './application/own-account';
import { OwnSessions } from './application/own-sessions';
import { ProviderSignIn } from './application/provider-sign-in';
import { SessionStore } from './application/session-store';
import { SignIn } from './application/sign-in';

@Module({
  providers: [Credentials, SignIn, IdentityProvider, ProviderSignIn, OwnAccount, OwnSessions, SessionStore, IdentityFacade],
  exports: [SignIn, ProviderSignIn, OwnAccount, OwnSessions, SessionStore, IdentityFacade],
})
export class IdentityModule {}
